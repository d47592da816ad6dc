"""What every vendor of texts must do; each vendor's tests inherit from this."""

from datetime import UTC, datetime, timedelta

from backend.channels.types import Messenger, OutgoingText
from backend.conversation.delivery import DeliveryState

TEXT = OutgoingText(1, 42, "+15550100001", "+15005550006", "Order #42 is ready at North cart!")


class MessengerContract:
    """Tests in terms of a fixture `messenger`."""

    def test_has_an_account(self, messenger: Messenger) -> None:
        assert messenger.account

    def test_sends_and_gives_an_id(self, messenger: Messenger) -> None:
        sent = messenger.send(TEXT)
        assert sent.provider_id
        assert len(sent.provider_id) <= 64
        assert sent.provider_id.isalnum()
        assert sent.state in DeliveryState

    def test_the_same_text_sent_twice_is_two_messages(self, messenger: Messenger) -> None:
        assert messenger.send(TEXT).provider_id != messenger.send(TEXT).provider_id

    def test_takes_any_letters(self, messenger: Messenger) -> None:
        text = OutgoingText(
            1, 43, "whatsapp:+4915112345678", "+15005550006", "Käse ☕ 日本 \n & + %"
        )
        assert messenger.send(text).provider_id

    def test_finds_nothing_that_was_not_sent(self, messenger: Messenger) -> None:
        since = datetime.now(UTC) - timedelta(minutes=1)
        assert list(messenger.find(TEXT, since)) == []

    def test_what_it_finds_was_sent(self, messenger: Messenger) -> None:
        since = datetime.now(UTC) - timedelta(minutes=1)
        sent = messenger.send(TEXT)
        found = [one.provider_id for one in messenger.find(TEXT, since)]
        # A vendor that keeps no list of its own finds nothing, and never something else.
        assert found in ([sent.provider_id], [])
        assert messenger.simulated or found
