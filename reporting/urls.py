"""Addresses of the reports, below ``/reports/``."""

from django.urls import path

from reporting import views

urlpatterns = [
    path("", views.Index.as_view(), name="reports"),
    path("quarterly/<quarter:quarter>/", views.Quarterly.as_view(), name="report-quarterly"),
    path(
        "quarterly/<quarter:quarter>.xlsx",
        views.QuarterlyWorkbook.as_view(),
        name="report-quarterly-xlsx",
    ),
]
