"""One address."""

from django.urls import path

from tools.bench.peer.views import timeline

urlpatterns = [path("children/<uuid:child_id>/timeline", timeline)]
