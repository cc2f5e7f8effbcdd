"""Messages by e-mail: after the deed, once, to whom wants it, and never in the deed's way."""

import logging
from smtplib import SMTPConnectError, SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command

from registration import errors
from registration.enums import Mail, MessageKind, Step
from registration.models import Message, Officer
from registration.selectors import messages as read
from registration.services import filings, inbox, mailing, messages
from registration.services.messages import News
from tests import factories
from tests.factories import QUARTER, moment

pytestmark = pytest.mark.django_db
ON = moment(QUARTER, Step.ENTRY)  # ten in the morning
ADDRESS = "somchai@example.go.th"


def choose(persona, choice, email=ADDRESS):
    inbox.choose_mail(by=persona.by, on=ON, mail=choice, email=email)


def tell(n=1, on=ON):
    news = News(
        MessageKind.CLOSED, ("dashboard",), frozenset({"3104"}), quarter=QUARTER,
        data={"number": "12"},
    )  # fmt: skip
    messages.tell_many(None, on, [news] * n)


def test_at_once_goes_out_after_the_deed(plan, own_district, django_capture_on_commit_callbacks):
    choose(own_district, Mail.AT_ONCE)
    with django_capture_on_commit_callbacks(execute=True):
        tell()
        assert mail.outbox == []

    (letter,) = mail.outbox
    assert letter.to == [ADDRESS]
    assert letter.subject == "[ทะเบียน OTOP] กรมฯ ปิดไตรมาสแล้ว"
    assert "ประกาศเลขที่ 12" in letter.body
    assert Message.objects.get().sent_at == ON
    assert mailing.send_queued(ON) == 0


@pytest.mark.parametrize("choice", [Mail.NONE, Mail.DAILY])
def test_nothing_goes_out_at_once_to_who_does_not_want_it(
    plan, own_district, django_capture_on_commit_callbacks, choice
):
    choose(own_district, choice)
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        tell()
    assert (callbacks, mail.outbox) == ([], [])


def test_many_are_left_to_the_command(plan, own_district, django_capture_on_commit_callbacks):
    choose(own_district, Mail.AT_ONCE)
    with django_capture_on_commit_callbacks(execute=True):
        tell(mailing.MOST_SOON + 1)
    assert mail.outbox == []

    assert mailing.send_queued(ON) == 1
    (letter,) = mail.outbox
    assert letter.subject == "[ทะเบียน OTOP] ข้อความใหม่ 6 เรื่อง"
    assert letter.body.count("กรมฯ ปิดไตรมาสแล้ว") == 6


def test_the_digest_goes_once_a_day_from_its_hour_on(plan, own_district, settings):
    settings.MAIL_DIGEST_HOUR = 7
    choose(own_district, Mail.DAILY)
    tell()
    assert mailing.send_queued(factories.at(2018, 1, 3, 6, 59)) == 0
    assert mailing.send_queued(factories.at(2018, 1, 3, 7)) == 1
    tell()
    assert mailing.send_queued(factories.at(2018, 1, 3, 23, 59)) == 0
    assert mailing.send_queued(factories.at(2018, 1, 4, 7)) == 1


def test_what_was_read_is_not_sent(plan, own_district):
    choose(own_district, Mail.DAILY)
    tell()
    inbox.mark_all_read(by=own_district.by, on=ON, newest=Message.objects.get().pk)
    assert mailing.send_queued(ON) == 0


def test_whoever_turns_mail_on_gets_no_old_messages(plan, own_district):
    tell()
    choose(own_district, Mail.AT_ONCE)
    assert mailing.send_queued(ON) == 0


@pytest.mark.parametrize("change", [{"mail": Mail.NONE}, {"email": ""}, {"is_active": False}])
def test_whoever_may_or_wants_no_more_gets_none(plan, own_district, change):
    choose(own_district, Mail.AT_ONCE)
    tell()
    Officer.objects.filter(pk=own_district.id).update(**change)
    assert mailing.send_queued(ON) == 0


def test_without_a_mail_server_the_queue_waits(plan, own_district, settings):
    choose(own_district, Mail.AT_ONCE)
    tell()
    settings.MAIL_ON = False
    assert mailing.send_queued(ON) == 0
    settings.MAIL_ON = True
    assert mailing.send_queued(ON) == 1


def test_a_server_that_fails_undoes_no_deed_and_is_left_in_peace(
    plan, own_district, own_province, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    asked = []

    def fail(server):
        asked.append(server)
        raise SMTPConnectError(421, ADDRESS)

    monkeypatch.setattr(EmailBackend, "open", fail)
    choose(own_province, Mail.AT_ONCE)
    on, of = ON, {"district": "3104", "quarter": QUARTER}
    with django_capture_on_commit_callbacks(execute=True):
        filings.hand_over(by=own_district.by, on=on, nil=True, **of)
    with django_capture_on_commit_callbacks(execute=True):
        filings.take_back(by=own_district.by, on=on, **of)

    assert len(asked) == 1
    assert set(Message.objects.values_list("tries", "sent_at")) == {(0, None)}
    assert "SMTPConnectError" in caplog.text
    assert ADDRESS not in caplog.text


def test_an_address_that_is_refused_is_given_up_in_the_end(
    plan, own_district, own_province, monkeypatch, caplog
):
    real = EmailBackend.send_messages

    def refuse(server, letters):
        if letters[0].to == ["gone@example.go.th"]:
            raise SMTPRecipientsRefused({"gone@example.go.th": (550, b"no")})
        return real(server, letters)

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    choose(own_district, Mail.AT_ONCE, "gone@example.go.th")
    choose(own_province, Mail.AT_ONCE)
    tell()
    filings.hand_over(by=own_district.by, on=ON, district="3104", quarter=QUARTER, nil=True)
    with caplog.at_level(logging.WARNING):
        sent = [mailing.send_queued(ON) for _n in range(mailing.MOST_TRIES + 2)]

    assert sent == [1, *[0] * (mailing.MOST_TRIES + 1)]
    assert Message.objects.get(officer=own_district.id).tries == mailing.MOST_TRIES
    assert caplog.text.count("was refused") == mailing.MOST_TRIES
    assert "gone@" not in caplog.text


def test_the_link_is_there_when_the_site_is_known(plan, own_district, settings):
    choose(own_district, Mail.AT_ONCE)
    tell(2)
    settings.SITE_URL = "https://otop.example.go.th"
    mailing.send_queued(ON)
    assert "https://otop.example.go.th/messages/" in mail.outbox[0].body


def test_mail_wants_an_address(plan, own_district):
    with pytest.raises(errors.Incomplete):
        choose(own_district, Mail.DAILY, "")


def test_the_commands(plan, own_district, at, capsys, settings):
    choose(own_district, Mail.AT_ONCE)
    tell()
    at(ON)
    call_command("send_messages")
    assert capsys.readouterr().out == "1 mails\n"
    at(ON.replace(year=ON.year + 2))
    tell(on=ON.replace(year=ON.year + 2))
    call_command("discard_messages")
    assert capsys.readouterr().out == "1 messages older than 400 days\n"
    assert read.visible(own_district.by).count() == 1
