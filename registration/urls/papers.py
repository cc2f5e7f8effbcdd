"""What is printed at the counter."""

from django.urls import path

from registration.views import papers

_FILING = "filings/<district:district>/<quarter:quarter>/"
_ROW = "registrations/<int:pk>/"

urlpatterns = [
    path("papers/blank/", papers.BlankForm.as_view(), name="paper-blank"),
    path(f"{_FILING}papers/receipts/", papers.Receipts.as_view(), name="paper-receipts"),
    path(f"{_ROW}papers/form/", papers.FilledForm.as_view(), name="paper-form"),
    path(f"{_ROW}papers/receipt/", papers.Receipt.as_view(), name="paper-receipt"),
    path(
        f"{_ROW}products/<int:sequence>/paper/",
        papers.ProductPaper.as_view(),
        name="paper-product",
    ),
]
