"""Saving a form without losing what was typed."""

from registration.errors import Incomplete, Refused
from registration.forms import problems


def attempt(form, deed, keeper=None) -> int:
    """Do ``deed`` and return 0, or put what kept it from happening on the form and return the
    status to answer with: 422 for values, 409 for window, state or somebody else's change.

    A refusal shows on the form and not on a page of its own: twenty typed fields must not be lost
    because a window closed or a colleague was quicker. ``keeper`` (``views.keeping``) keeps them
    then, and forgets them when the deed is done.
    """
    try:
        deed()
    except Incomplete as error:
        problems.show(form, error.problems)
        return 422
    except Refused as error:
        form.add_error(None, str(error.refusal))
        if keeper:
            keeper.refused(error.refusal)
        return 409
    if keeper:
        keeper.saved()
    return 0
