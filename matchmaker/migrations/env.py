"""Run by Alembic: brings the migrations to the database whose engine it was given."""

from alembic import context

from matchmaker.kernel.database import Base, writing

engine = context.config.attributes["engine"]
with writing(), engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=engine.dialect.name == "sqlite",
        user_module_prefix="database.",
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()
