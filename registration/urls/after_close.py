"""What may still be put right once a quarter has closed."""

from django.urls import path

from registration.views import corrections

_ONE = "corrections/<int:pk>/"

urlpatterns = [
    path("corrections/", corrections.Corrections.as_view(), name="corrections"),
    path(_ONE, corrections.CorrectionPage.as_view(), name="correction"),
    path(f"{_ONE}withdraw/", corrections.WithdrawCorrection.as_view(), name="correction-withdraw"),
    path(f"{_ONE}refuse/", corrections.RefuseCorrection.as_view(), name="correction-refuse"),
    path(
        "registrations/<int:pk>/correct/",
        corrections.AskCorrection.as_view(),
        name="registration-correct",
    ),
    path(
        "addenda/new/<province:province>/<quarter:quarter>/",
        corrections.NewAddendum.as_view(),
        name="addendum-new",
    ),
    path("addenda/<int:pk>/", corrections.AddendumPage.as_view(), name="addendum"),
]
