"""An office's old lists: a district's own, and a province's for its districts."""

from django.urls import path

from registration.views import mapping, old_lists

_LIST = "old-lists/<int:pk>/"

urlpatterns = [
    path("old-lists/", old_lists.OldListsPage.as_view(), name="old-lists"),
    path(_LIST, old_lists.OldListPage.as_view(), name="old-list"),
    path(f"{_LIST}columns/", mapping.MapColumns.as_view(), name="old-list-columns"),
    path(f"{_LIST}words/", mapping.ExplainWords.as_view(), name="old-list-words"),
    path(f"{_LIST}discard/", old_lists.DiscardOldList.as_view(), name="old-list-discard"),
]
