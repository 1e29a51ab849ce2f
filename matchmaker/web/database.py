"""The database session of a request or a job."""

from flask_sqlalchemy_lite import SQLAlchemy
from sqlalchemy.orm import Session

db = SQLAlchemy(session_options={"expire_on_commit": False})


def session() -> Session:
    """Return the session of this application context."""
    return db.session
