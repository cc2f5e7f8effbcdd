"""How much may be sent at once."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

_PIECE = 64 * 1024
# A browser shows an answer only after it has sent everything; beyond this it is cut off.
_MOST_HEARD_OUT = 8


class RefuseTooMuch(FileUploadHandler):
    """413 for a request whose files together are larger than ``UPLOAD_MAX_SIZE``, before anything
    of it is kept.

    Django limits forms, but not files. First in FILE_UPLOAD_HANDLERS.
    """

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):  # noqa: N803 - Django's name
        most = settings.UPLOAD_MAX_SIZE
        if content_length <= most:
            return
        if content_length <= _MOST_HEARD_OUT * most:
            while input_data.read(_PIECE):
                pass
        raise RequestDataTooBig("more than UPLOAD_MAX_SIZE")

    def receive_data_chunk(self, raw_data, start):
        return raw_data

    def file_complete(self, file_size):
        return None
