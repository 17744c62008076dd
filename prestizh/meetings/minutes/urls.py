"""Addresses of minutes, under /meetings/<meeting>/minutes/."""

from django.urls import path

from prestizh.meetings.minutes.views import desk, ending, member, public

app_name = "minutes"

urlpatterns = [
    path("", public.page, name="page"),
    path("minutes.json", public.data, name="data"),
    path("minutes.pdf", public.pdf, name="pdf"),
    path("minutes.docx", public.docx, name="docx"),
    path("draft/", member.draft, name="draft"),
    path("draft/agree/", member.agree, name="agree"),
    path("sign/", member.sign, name="sign"),
    path("desk/", desk.desk, name="desk"),
    path("desk/text/", desk.text, name="text"),
    path("desk/text/<slug:name>/", desk.part, name="part"),
    path("desk/send/", desk.send, name="send"),
    path("desk/remarks/", desk.remarks, name="remarks"),
    path("desk/remarks/<int:pk>/", desk.settle, name="settle"),
    path("desk/left-out/", ending.left_out, name="left_out"),
    path("desk/left-out/<int:pk>/back/", ending.put_back, name="put_back"),
    path("desk/signing/", ending.sign_desk, name="signing"),
    path("desk/publish/", ending.publish, name="publish"),
    path("desk/correct/", desk.correct, name="correct"),
    path("desk/recording/", ending.recording, name="recording"),
    path("desk/recording/<int:pk>/remove/", ending.unlink, name="unlink"),
    path("desk/full.<str:extension>", desk.full, name="full"),
]
