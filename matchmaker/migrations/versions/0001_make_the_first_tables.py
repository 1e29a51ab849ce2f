"""Make the first tables.

Revision ID: 0001
Revises: 
"""

import sqlalchemy as sa
from alembic import op

from matchmaker.kernel import database

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the tables."""
    op.create_table('accounts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('phone', sa.String(length=40), nullable=False),
    sa.Column('password_hash', sa.String(length=200), nullable=True),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('created_at', database.Moment(timezone=True), nullable=False),
    sa.Column('confirmed_at', database.Moment(timezone=True), nullable=True),
    sa.Column('deactivated_at', database.Moment(timezone=True), nullable=True),
    sa.Column('demonstration', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_accounts')),
    sa.UniqueConstraint('email', name=op.f('uq_accounts_email'))
    )
    op.create_table('attempts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=120), nullable=False),
    sa.Column('at', database.Moment(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attempts'))
    )
    with op.batch_alter_table('attempts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_attempts_key'), ['key'], unique=False)

    op.create_table('counters',
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('value', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_counters'))
    )
    op.create_table('countries',
    sa.Column('code', sa.String(length=2), nullable=False),
    sa.Column('iso3', sa.String(length=3), nullable=False),
    sa.Column('m49', sa.String(length=3), nullable=False),
    sa.Column('region', sa.String(length=40), nullable=False),
    sa.Column('un_status', sa.String(length=60), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('code', name=op.f('pk_countries'))
    )
    with op.batch_alter_table('countries', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_countries_region'), ['region'], unique=False)

    op.create_table('country_groups',
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('acronym', sa.String(length=20), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('code', name=op.f('pk_country_groups'))
    )
    op.create_table('imports',
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('slug', sa.String(length=60), nullable=False),
    sa.Column('ref', sa.String(length=40), nullable=False),
    sa.Column('loaded_at', database.Moment(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('kind', 'slug', name=op.f('pk_imports'))
    )
    op.create_table('journal',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', database.Moment(timezone=True), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=True),
    sa.Column('actor_name', sa.String(length=200), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('ref', sa.String(length=60), nullable=False),
    sa.Column('act', sa.String(length=60), nullable=False),
    sa.Column('before', sa.String(length=40), nullable=True),
    sa.Column('after', sa.String(length=40), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('public', sa.Boolean(), nullable=False),
    sa.Column('details', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_journal'))
    )
    with op.batch_alter_table('journal', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_journal_at'), ['at'], unique=False)
        batch_op.create_index('ix_journal_record', ['kind', 'ref'], unique=False)

    op.create_table('letters',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('params', sa.JSON(), nullable=False),
    sa.Column('endpoint', sa.String(length=80), nullable=False),
    sa.Column('link', sa.JSON(), nullable=False),
    sa.Column('secret', sa.Boolean(), nullable=False),
    sa.Column('state', sa.String(length=8), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('created_at', database.Moment(timezone=True), nullable=False),
    sa.Column('next_attempt_at', database.Moment(timezone=True), nullable=False),
    sa.Column('claimed_at', database.Moment(timezone=True), nullable=True),
    sa.Column('sent_at', database.Moment(timezone=True), nullable=True),
    sa.Column('last_error', sa.Text(), nullable=False),
    sa.Column('message_id', sa.String(length=64), nullable=False),
    sa.Column('dedupe_key', sa.String(length=420), nullable=True),
    sa.CheckConstraint("state <> 'sending' OR claimed_at IS NOT NULL", name=op.f('ck_letters_sending_has_moment')),
    sa.CheckConstraint("state <> 'sent' OR sent_at IS NOT NULL", name=op.f('ck_letters_sent_has_moment')),
    sa.CheckConstraint("state IN ('waiting', 'sending', 'sent', 'failed', 'kept')", name=op.f('ck_letters_known_state')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_letters')),
    sa.UniqueConstraint('dedupe_key', name=op.f('uq_letters_dedupe_key')),
    sa.UniqueConstraint('message_id', name=op.f('uq_letters_message_id'))
    )
    with op.batch_alter_table('letters', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_letters_created_at'), ['created_at'], unique=False)
        batch_op.create_index('ix_letters_due', ['state', 'next_attempt_at'], unique=False)

    op.create_table('experts',
    sa.Column('account_id', sa.Integer(), nullable=True),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('member_text', sa.Text(), nullable=False),
    sa.Column('country_code', sa.String(length=2), nullable=False),
    sa.Column('residence_code', sa.String(length=2), nullable=True),
    sa.Column('mode', sa.String(length=10), nullable=False),
    sa.Column('available_from', sa.Date(), nullable=True),
    sa.Column('unavailable_until', sa.Date(), nullable=True),
    sa.Column('capacity', sa.Integer(), nullable=False),
    sa.Column('engaged', sa.Integer(), nullable=False),
    sa.Column('show_name', sa.String(length=14), nullable=False),
    sa.Column('show_missions', sa.String(length=14), nullable=False),
    sa.Column('confirmed_true_at', database.Moment(timezone=True), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ref', sa.String(length=20), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('language', sa.String(length=3), nullable=False),
    sa.Column('title', sa.String(length=300), nullable=False),
    sa.Column('search_text', sa.Text(), nullable=False),
    sa.Column('created_at', database.Moment(timezone=True), nullable=False),
    sa.Column('changed_at', database.Moment(timezone=True), nullable=False),
    sa.Column('submitted_at', database.Moment(timezone=True), nullable=True),
    sa.Column('published_at', database.Moment(timezone=True), nullable=True),
    sa.Column('closed_at', database.Moment(timezone=True), nullable=True),
    sa.Column('sample', sa.Boolean(), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.CheckConstraint("show_missions IN ('public', 'members')", name=op.f('ck_experts_show_missions_known')),
    sa.CheckConstraint("show_name IN ('public', 'members', 'after_consent')", name=op.f('ck_experts_show_name_known')),
    sa.CheckConstraint("state <> 'published' OR published_at IS NOT NULL", name=op.f('ck_experts_published_has_date')),
    sa.CheckConstraint("state <> 'withdrawn' OR closed_at IS NOT NULL", name=op.f('ck_experts_withdrawn_has_date')),
    sa.CheckConstraint("state NOT IN ('submitted', 'published') OR submitted_at IS NOT NULL", name=op.f('ck_experts_submitted_has_date')),
    sa.CheckConstraint('capacity > 0 AND engaged >= 0', name=op.f('ck_experts_capacity_positive')),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_experts_account_id_accounts')),
    sa.ForeignKeyConstraint(['country_code'], ['countries.code'], name=op.f('fk_experts_country_code_countries')),
    sa.ForeignKeyConstraint(['residence_code'], ['countries.code'], name=op.f('fk_experts_residence_code_countries')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_experts')),
    sa.UniqueConstraint('account_id', name=op.f('uq_experts_account_id')),
    sa.UniqueConstraint('ref', name=op.f('uq_experts_ref'))
    )
    with op.batch_alter_table('experts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_experts_country_code'), ['country_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_experts_published_at'), ['published_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_experts_state'), ['state'], unique=False)

    op.create_table('group_memberships',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('group_code', sa.String(length=40), nullable=False),
    sa.Column('country_code', sa.String(length=2), nullable=False),
    sa.Column('since', sa.Date(), nullable=True),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('since_precision', sa.String(length=10), nullable=False),
    sa.Column('until_precision', sa.String(length=10), nullable=False),
    sa.Column('certainty', sa.String(length=12), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('changed_at', database.Moment(timezone=True), nullable=True),
    sa.CheckConstraint("until IS NULL OR until_precision <> ''", name=op.f('ck_group_memberships_end_has_precision')),
    sa.CheckConstraint('since IS NULL OR until IS NULL OR until > since', name=op.f('ck_group_memberships_dates_in_order')),
    sa.ForeignKeyConstraint(['country_code'], ['countries.code'], name=op.f('fk_group_memberships_country_code_countries')),
    sa.ForeignKeyConstraint(['group_code'], ['country_groups.code'], name=op.f('fk_group_memberships_group_code_country_groups')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_group_memberships')),
    sa.UniqueConstraint('group_code', 'country_code', 'since', name=op.f('uq_group_memberships_group_code_country_code_since'))
    )
    with op.batch_alter_table('group_memberships', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_group_memberships_country_code'), ['country_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_group_memberships_group_code'), ['group_code'], unique=False)

    op.create_table('membership_questions',
    sa.Column('group_code', sa.String(length=40), nullable=False),
    sa.Column('country_code', sa.String(length=2), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['country_code'], ['countries.code'], name=op.f('fk_membership_questions_country_code_countries')),
    sa.ForeignKeyConstraint(['group_code'], ['country_groups.code'], name=op.f('fk_membership_questions_group_code_country_groups')),
    sa.PrimaryKeyConstraint('group_code', 'country_code', name=op.f('pk_membership_questions'))
    )
    op.create_table('notices',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('params', sa.JSON(), nullable=False),
    sa.Column('endpoint', sa.String(length=80), nullable=False),
    sa.Column('ref', sa.String(length=60), nullable=False),
    sa.Column('dedupe_key', sa.String(length=160), nullable=True),
    sa.Column('created_at', database.Moment(timezone=True), nullable=False),
    sa.Column('read_at', database.Moment(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_notices_account_id_accounts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notices')),
    sa.UniqueConstraint('account_id', 'dedupe_key', name=op.f('uq_notices_account_id_dedupe_key'))
    )
    with op.batch_alter_table('notices', schema=None) as batch_op:
        batch_op.create_index('ix_notices_reading', ['account_id', 'read_at'], unique=False)

    op.create_table('organizations',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=300), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('country_code', sa.String(length=2), nullable=True),
    sa.Column('website', sa.String(length=300), nullable=False),
    sa.Column('sample', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['country_code'], ['countries.code'], name=op.f('fk_organizations_country_code_countries')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organizations')),
    sa.UniqueConstraint('name', name=op.f('uq_organizations_name'))
    )
    with op.batch_alter_table('organizations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_organizations_country_code'), ['country_code'], unique=False)

    op.create_table('queue_items',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('ref', sa.String(length=40), nullable=False),
    sa.Column('endpoint', sa.String(length=60), nullable=False),
    sa.Column('title', sa.String(length=300), nullable=False),
    sa.Column('language', sa.String(length=3), nullable=False),
    sa.Column('country_code', sa.String(length=2), nullable=True),
    sa.Column('opened_at', database.Moment(timezone=True), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('assignee_id', sa.Integer(), nullable=True),
    sa.Column('closed_at', database.Moment(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['assignee_id'], ['accounts.id'], name=op.f('fk_queue_items_assignee_id_accounts')),
    sa.ForeignKeyConstraint(['country_code'], ['countries.code'], name=op.f('fk_queue_items_country_code_countries')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_queue_items'))
    )
    with op.batch_alter_table('queue_items', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_queue_items_assignee_id'), ['assignee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_queue_items_due_on'), ['due_on'], unique=False)
        batch_op.create_index('ix_queue_items_record', ['kind', 'ref'], unique=False)

    op.create_table('sittings',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('began_at', database.Moment(timezone=True), nullable=False),
    sa.Column('seen_at', database.Moment(timezone=True), nullable=False),
    sa.Column('ended_at', database.Moment(timezone=True), nullable=True),
    sa.Column('device', sa.String(length=200), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_sittings_account_id_accounts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sittings')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_sittings_token_hash'))
    )
    with op.batch_alter_table('sittings', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sittings_account_id'), ['account_id'], unique=False)

    op.create_table('conflicts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('expert_id', sa.Integer(), nullable=False),
    sa.Column('country_code', sa.String(length=2), nullable=True),
    sa.Column('organization_id', sa.Integer(), nullable=True),
    sa.Column('organization_name', sa.String(length=300), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.CheckConstraint("country_code IS NOT NULL OR organization_name <> ''", name=op.f('ck_conflicts_names_somebody')),
    sa.ForeignKeyConstraint(['country_code'], ['countries.code'], name=op.f('fk_conflicts_country_code_countries')),
    sa.ForeignKeyConstraint(['expert_id'], ['experts.id'], name=op.f('fk_conflicts_expert_id_experts'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_conflicts_organization_id_organizations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_conflicts'))
    )
    with op.batch_alter_table('conflicts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_conflicts_expert_id'), ['expert_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_conflicts_organization_id'), ['organization_id'], unique=False)

    op.create_table('expert_terms',
    sa.Column('expert_id', sa.Integer(), nullable=False),
    sa.Column('scheme', sa.String(length=12), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['expert_id'], ['experts.id'], name=op.f('fk_expert_terms_expert_id_experts'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('expert_id', 'scheme', 'code', name=op.f('pk_expert_terms'))
    )
    with op.batch_alter_table('expert_terms', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_expert_terms_code'), ['code'], unique=False)

    op.create_table('memberships',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=True),
    sa.Column('role', sa.Enum('focal_point', 'consultant', 'funder', 'secretariat', 'administrator', name='role', native_enum=False), nullable=False),
    sa.CheckConstraint("role IN ('consultant', 'administrator') OR organization_id IS NOT NULL", name=op.f('ck_memberships_speaks_for_somebody')),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_memberships_account_id_accounts')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_memberships_organization_id_organizations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_memberships')),
    sa.UniqueConstraint('account_id', 'organization_id', 'role', name=op.f('uq_memberships_account_id_organization_id_role'))
    )
    with op.batch_alter_table('memberships', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_memberships_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_memberships_organization_id'), ['organization_id'], unique=False)

    op.create_table('missions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('expert_id', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=True),
    sa.Column('country_code', sa.String(length=2), nullable=True),
    sa.Column('language', sa.String(length=3), nullable=False),
    sa.ForeignKeyConstraint(['country_code'], ['countries.code'], name=op.f('fk_missions_country_code_countries')),
    sa.ForeignKeyConstraint(['expert_id'], ['experts.id'], name=op.f('fk_missions_expert_id_experts'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_missions'))
    )
    with op.batch_alter_table('missions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_missions_expert_id'), ['expert_id'], unique=False)

    op.create_table('needs',
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('country_code', sa.String(length=2), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=True),
    sa.Column('copied_from', sa.String(length=20), nullable=True),
    sa.Column('problem', sa.Text(), nullable=False),
    sa.Column('mode', sa.String(length=10), nullable=False),
    sa.Column('beneficiaries', sa.Text(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=True),
    sa.Column('ends_on', sa.Date(), nullable=True),
    sa.Column('budget', sa.String(length=10), nullable=False),
    sa.Column('budget_note', sa.Text(), nullable=False),
    sa.Column('answer_by', sa.Date(), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ref', sa.String(length=20), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('language', sa.String(length=3), nullable=False),
    sa.Column('title', sa.String(length=300), nullable=False),
    sa.Column('search_text', sa.Text(), nullable=False),
    sa.Column('created_at', database.Moment(timezone=True), nullable=False),
    sa.Column('changed_at', database.Moment(timezone=True), nullable=False),
    sa.Column('submitted_at', database.Moment(timezone=True), nullable=True),
    sa.Column('published_at', database.Moment(timezone=True), nullable=True),
    sa.Column('closed_at', database.Moment(timezone=True), nullable=True),
    sa.Column('sample', sa.Boolean(), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.CheckConstraint("state <> 'published' OR published_at IS NOT NULL", name=op.f('ck_needs_published_has_date')),
    sa.CheckConstraint("state <> 'unmet' OR closed_at IS NOT NULL", name=op.f('ck_needs_unmet_has_date')),
    sa.CheckConstraint("state NOT IN ('submitted', 'published') OR submitted_at IS NOT NULL", name=op.f('ck_needs_submitted_has_date')),
    sa.CheckConstraint('starts_on IS NULL OR ends_on IS NULL OR ends_on >= starts_on', name=op.f('ck_needs_dates_in_order')),
    sa.ForeignKeyConstraint(['author_id'], ['accounts.id'], name=op.f('fk_needs_author_id_accounts')),
    sa.ForeignKeyConstraint(['country_code'], ['countries.code'], name=op.f('fk_needs_country_code_countries')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_needs_organization_id_organizations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_needs')),
    sa.UniqueConstraint('ref', name=op.f('uq_needs_ref'))
    )
    with op.batch_alter_table('needs', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_needs_answer_by'), ['answer_by'], unique=False)
        batch_op.create_index(batch_op.f('ix_needs_country_code'), ['country_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_needs_organization_id'), ['organization_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_needs_published_at'), ['published_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_needs_state'), ['state'], unique=False)

    op.create_table('offers',
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('country_code', sa.String(length=2), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=True),
    sa.Column('description', sa.Text(), nullable=False),
    sa.Column('mode', sa.String(length=10), nullable=False),
    sa.Column('capacity_per_year', sa.Integer(), nullable=True),
    sa.Column('available_from', sa.Date(), nullable=True),
    sa.Column('available_until', sa.Date(), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ref', sa.String(length=20), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('language', sa.String(length=3), nullable=False),
    sa.Column('title', sa.String(length=300), nullable=False),
    sa.Column('search_text', sa.Text(), nullable=False),
    sa.Column('created_at', database.Moment(timezone=True), nullable=False),
    sa.Column('changed_at', database.Moment(timezone=True), nullable=False),
    sa.Column('submitted_at', database.Moment(timezone=True), nullable=True),
    sa.Column('published_at', database.Moment(timezone=True), nullable=True),
    sa.Column('closed_at', database.Moment(timezone=True), nullable=True),
    sa.Column('sample', sa.Boolean(), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.CheckConstraint("state <> 'published' OR published_at IS NOT NULL", name=op.f('ck_offers_published_has_date')),
    sa.CheckConstraint("state <> 'withdrawn' OR closed_at IS NOT NULL", name=op.f('ck_offers_withdrawn_has_date')),
    sa.CheckConstraint("state NOT IN ('submitted', 'published') OR submitted_at IS NOT NULL", name=op.f('ck_offers_submitted_has_date')),
    sa.CheckConstraint('available_from IS NULL OR available_until IS NULL OR available_until >= available_from', name=op.f('ck_offers_dates_in_order')),
    sa.CheckConstraint('capacity_per_year > 0', name=op.f('ck_offers_capacity_positive')),
    sa.ForeignKeyConstraint(['author_id'], ['accounts.id'], name=op.f('fk_offers_author_id_accounts')),
    sa.ForeignKeyConstraint(['country_code'], ['countries.code'], name=op.f('fk_offers_country_code_countries')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_offers_organization_id_organizations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_offers')),
    sa.UniqueConstraint('ref', name=op.f('uq_offers_ref'))
    )
    with op.batch_alter_table('offers', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_offers_country_code'), ['country_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_offers_organization_id'), ['organization_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_offers_published_at'), ['published_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_offers_state'), ['state'], unique=False)

    op.create_table('tickets',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('purpose', sa.String(length=20), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=True),
    sa.Column('organization_id', sa.Integer(), nullable=True),
    sa.Column('role', sa.String(length=20), nullable=True),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('created_at', database.Moment(timezone=True), nullable=False),
    sa.Column('expires_at', database.Moment(timezone=True), nullable=False),
    sa.Column('used_at', database.Moment(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_tickets_account_id_accounts')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_tickets_organization_id_organizations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tickets')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_tickets_token_hash'))
    )
    with op.batch_alter_table('tickets', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_tickets_email'), ['email'], unique=False)

    op.create_table('activities',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ref', sa.String(length=20), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('language', sa.String(length=3), nullable=False),
    sa.Column('title', sa.String(length=300), nullable=False),
    sa.Column('description', sa.Text(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=True),
    sa.Column('start_precision', sa.String(length=5), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=True),
    sa.Column('end_precision', sa.String(length=5), nullable=False),
    sa.Column('mode', sa.String(length=10), nullable=False),
    sa.Column('place', sa.String(length=300), nullable=False),
    sa.Column('need_id', sa.Integer(), nullable=True),
    sa.Column('pairing_ref', sa.String(length=40), nullable=True),
    sa.Column('created_at', database.Moment(timezone=True), nullable=False),
    sa.Column('changed_at', database.Moment(timezone=True), nullable=False),
    sa.Column('started_at', database.Moment(timezone=True), nullable=True),
    sa.Column('reported_at', database.Moment(timezone=True), nullable=True),
    sa.Column('closed_at', database.Moment(timezone=True), nullable=True),
    sa.Column('south_south', sa.Boolean(), nullable=True),
    sa.Column('triangular', sa.Boolean(), nullable=True),
    sa.Column('sample', sa.Boolean(), nullable=False),
    sa.Column('slug', sa.String(length=60), nullable=True),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('confidence', sa.String(length=40), nullable=False),
    sa.Column('source_south_south', sa.Boolean(), nullable=True),
    sa.Column('source_triangular', sa.Boolean(), nullable=True),
    sa.Column('results', sa.Text(), nullable=False),
    sa.Column('search_text', sa.Text(), nullable=False),
    sa.CheckConstraint("start_precision IN ('day', 'month', 'year') AND end_precision IN ('day', 'month', 'year')", name=op.f('ck_activities_known_precision')),
    sa.CheckConstraint("state <> 'recorded' OR source <> ''", name=op.f('ck_activities_recorded_has_source')),
    sa.CheckConstraint("state IN ('planned', 'under_way', 'reported', 'confirmed', 'disputed', 'cancelled', 'recorded')", name=op.f('ck_activities_known_state')),
    sa.CheckConstraint("state NOT IN ('confirmed', 'cancelled') OR closed_at IS NOT NULL", name=op.f('ck_activities_closed_has_date')),
    sa.CheckConstraint("state NOT IN ('reported', 'confirmed', 'disputed') OR reported_at IS NOT NULL", name=op.f('ck_activities_reported_has_date')),
    sa.CheckConstraint("state NOT IN ('under_way', 'reported', 'confirmed', 'disputed') OR started_at IS NOT NULL", name=op.f('ck_activities_begun_has_date')),
    sa.CheckConstraint('starts_on IS NULL OR ends_on IS NULL OR ends_on >= starts_on', name=op.f('ck_activities_dates_in_order')),
    sa.ForeignKeyConstraint(['need_id'], ['needs.id'], name=op.f('fk_activities_need_id_needs')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_activities')),
    sa.UniqueConstraint('pairing_ref', name=op.f('uq_activities_pairing_ref')),
    sa.UniqueConstraint('ref', name=op.f('uq_activities_ref')),
    sa.UniqueConstraint('slug', name=op.f('uq_activities_slug'))
    )
    with op.batch_alter_table('activities', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_activities_ends_on'), ['ends_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_activities_kind'), ['kind'], unique=False)
        batch_op.create_index(batch_op.f('ix_activities_need_id'), ['need_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_activities_south_south'), ['south_south'], unique=False)
        batch_op.create_index(batch_op.f('ix_activities_starts_on'), ['starts_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_activities_state'), ['state'], unique=False)
        batch_op.create_index(batch_op.f('ix_activities_triangular'), ['triangular'], unique=False)

    op.create_table('diagnoses',
    sa.Column('need_id', sa.Integer(), nullable=False),
    sa.Column('made_at', database.Moment(timezone=True), nullable=False),
    sa.Column('data', sa.JSON(), nullable=False),
    sa.Column('thin', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['need_id'], ['needs.id'], name=op.f('fk_diagnoses_need_id_needs')),
    sa.PrimaryKeyConstraint('need_id', name=op.f('pk_diagnoses'))
    )
    op.create_table('need_terms',
    sa.Column('need_id', sa.Integer(), nullable=False),
    sa.Column('scheme', sa.String(length=12), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['need_id'], ['needs.id'], name=op.f('fk_need_terms_need_id_needs'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('need_id', 'scheme', 'code', name=op.f('pk_need_terms'))
    )
    with op.batch_alter_table('need_terms', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_need_terms_code'), ['code'], unique=False)

    op.create_table('offer_evidence',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('offer_id', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=True),
    sa.Column('country_code', sa.String(length=2), nullable=True),
    sa.ForeignKeyConstraint(['country_code'], ['countries.code'], name=op.f('fk_offer_evidence_country_code_countries')),
    sa.ForeignKeyConstraint(['offer_id'], ['offers.id'], name=op.f('fk_offer_evidence_offer_id_offers'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_offer_evidence'))
    )
    with op.batch_alter_table('offer_evidence', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_offer_evidence_offer_id'), ['offer_id'], unique=False)

    op.create_table('offer_terms',
    sa.Column('offer_id', sa.Integer(), nullable=False),
    sa.Column('scheme', sa.String(length=12), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['offer_id'], ['offers.id'], name=op.f('fk_offer_terms_offer_id_offers'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('offer_id', 'scheme', 'code', name=op.f('pk_offer_terms'))
    )
    with op.batch_alter_table('offer_terms', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_offer_terms_code'), ['code'], unique=False)

    op.create_table('pairings',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ref', sa.String(length=20), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('need_id', sa.Integer(), nullable=False),
    sa.Column('offer_id', sa.Integer(), nullable=True),
    sa.Column('expert_id', sa.Integer(), nullable=True),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('score', sa.Double(), nullable=False),
    sa.Column('reasons', sa.JSON(), nullable=False),
    sa.Column('suggested_at', database.Moment(timezone=True), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('proposed_at', database.Moment(timezone=True), nullable=True),
    sa.Column('proposed_by_id', sa.Integer(), nullable=True),
    sa.Column('cover_note', sa.Text(), nullable=False),
    sa.Column('answer_by', sa.Date(), nullable=True),
    sa.Column('follow_shortlist', sa.Boolean(), nullable=False),
    sa.Column('reminded_at', database.Moment(timezone=True), nullable=True),
    sa.Column('need_answer', sa.String(length=3), nullable=False),
    sa.Column('need_answered_at', database.Moment(timezone=True), nullable=True),
    sa.Column('provider_answer', sa.String(length=3), nullable=False),
    sa.Column('provider_answered_at', database.Moment(timezone=True), nullable=True),
    sa.Column('closed_at', database.Moment(timezone=True), nullable=True),
    sa.CheckConstraint("state <> 'agreed' OR (need_answer = 'yes' AND provider_answer = 'yes')", name=op.f('ck_pairings_agreed_by_both')),
    sa.CheckConstraint("state <> 'dismissed' OR reason <> ''", name=op.f('ck_pairings_dismissed_has_reason')),
    sa.CheckConstraint("state NOT IN ('proposed', 'agreed', 'declined', 'lapsed') OR (proposed_at IS NOT NULL AND answer_by IS NOT NULL)", name=op.f('ck_pairings_proposed_has_dates')),
    sa.CheckConstraint('(offer_id IS NULL) <> (expert_id IS NULL)', name=op.f('ck_pairings_one_provider')),
    sa.ForeignKeyConstraint(['expert_id'], ['experts.id'], name=op.f('fk_pairings_expert_id_experts')),
    sa.ForeignKeyConstraint(['need_id'], ['needs.id'], name=op.f('fk_pairings_need_id_needs')),
    sa.ForeignKeyConstraint(['offer_id'], ['offers.id'], name=op.f('fk_pairings_offer_id_offers')),
    sa.ForeignKeyConstraint(['proposed_by_id'], ['accounts.id'], name=op.f('fk_pairings_proposed_by_id_accounts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pairings')),
    sa.UniqueConstraint('need_id', 'expert_id', name=op.f('uq_pairings_need_id_expert_id')),
    sa.UniqueConstraint('need_id', 'offer_id', name=op.f('uq_pairings_need_id_offer_id')),
    sa.UniqueConstraint('ref', name=op.f('uq_pairings_ref'))
    )
    with op.batch_alter_table('pairings', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_pairings_answer_by'), ['answer_by'], unique=False)
        batch_op.create_index(batch_op.f('ix_pairings_expert_id'), ['expert_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_pairings_need_id'), ['need_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_pairings_offer_id'), ['offer_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_pairings_state'), ['state'], unique=False)

    op.create_table('requirements',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('need_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('value', sa.String(length=40), nullable=False),
    sa.Column('text', sa.String(length=300), nullable=False),
    sa.Column('essential', sa.Boolean(), nullable=False),
    sa.CheckConstraint("value <> '' OR text <> ''", name=op.f('ck_requirements_says_something')),
    sa.ForeignKeyConstraint(['need_id'], ['needs.id'], name=op.f('fk_requirements_need_id_needs'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_requirements'))
    )
    with op.batch_alter_table('requirements', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_requirements_need_id'), ['need_id'], unique=False)

    op.create_table('activity_parties',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('side', sa.String(length=12), nullable=False),
    sa.Column('country_code', sa.String(length=2), nullable=True),
    sa.Column('organization_id', sa.Integer(), nullable=True),
    sa.Column('expert_id', sa.Integer(), nullable=True),
    sa.Column('account_id', sa.Integer(), nullable=True),
    sa.Column('name', sa.String(length=300), nullable=False),
    sa.Column('confirmed_at', database.Moment(timezone=True), nullable=True),
    sa.Column('confirmed_by', sa.Integer(), nullable=True),
    sa.Column('disagreement', sa.Text(), nullable=False),
    sa.CheckConstraint("confirmed_at IS NULL OR (confirmed_by IS NOT NULL AND disagreement = '')", name=op.f('ck_activity_parties_confirmed_by_somebody')),
    sa.CheckConstraint("country_code IS NOT NULL OR organization_id IS NOT NULL OR expert_id IS NOT NULL OR name <> ''", name=op.f('ck_activity_parties_is_somebody')),
    sa.CheckConstraint("side IN ('beneficiary', 'provider', 'supporter')", name=op.f('ck_activity_parties_known_side')),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_activity_parties_account_id_accounts')),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_activity_parties_activity_id_activities'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['confirmed_by'], ['accounts.id'], name=op.f('fk_activity_parties_confirmed_by_accounts')),
    sa.ForeignKeyConstraint(['country_code'], ['countries.code'], name=op.f('fk_activity_parties_country_code_countries')),
    sa.ForeignKeyConstraint(['expert_id'], ['experts.id'], name=op.f('fk_activity_parties_expert_id_experts')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_activity_parties_organization_id_organizations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_activity_parties'))
    )
    with op.batch_alter_table('activity_parties', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_activity_parties_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_activity_parties_activity_id'), ['activity_id'], unique=False)
        batch_op.create_index('ix_activity_parties_country', ['country_code', 'side'], unique=False)
        batch_op.create_index(batch_op.f('ix_activity_parties_expert_id'), ['expert_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_activity_parties_organization_id'), ['organization_id'], unique=False)

    op.create_table('activity_reports',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('side', sa.String(length=12), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=True),
    sa.Column('language', sa.String(length=3), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('lessons', sa.Text(), nullable=False),
    sa.Column('stands', sa.Boolean(), nullable=False),
    sa.Column('created_at', database.Moment(timezone=True), nullable=False),
    sa.Column('changed_at', database.Moment(timezone=True), nullable=False),
    sa.CheckConstraint("side IN ('beneficiary', 'provider', 'expert')", name=op.f('ck_activity_reports_known_side')),
    sa.CheckConstraint("text <> ''", name=op.f('ck_activity_reports_says_something')),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_activity_reports_activity_id_activities'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['author_id'], ['accounts.id'], name=op.f('fk_activity_reports_author_id_accounts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_activity_reports')),
    sa.UniqueConstraint('activity_id', 'side', name=op.f('uq_activity_reports_activity_id_side'))
    )
    with op.batch_alter_table('activity_reports', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_activity_reports_activity_id'), ['activity_id'], unique=False)

    op.create_table('activity_terms',
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('scheme', sa.String(length=12), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_activity_terms_activity_id_activities'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('activity_id', 'scheme', 'code', name=op.f('pk_activity_terms'))
    )
    with op.batch_alter_table('activity_terms', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_activity_terms_code'), ['code'], unique=False)

    op.create_table('pairing_messages',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('pairing_id', sa.Integer(), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=False),
    sa.Column('side', sa.String(length=12), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('at', database.Moment(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['accounts.id'], name=op.f('fk_pairing_messages_author_id_accounts')),
    sa.ForeignKeyConstraint(['pairing_id'], ['pairings.id'], name=op.f('fk_pairing_messages_pairing_id_pairings')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pairing_messages'))
    )
    with op.batch_alter_table('pairing_messages', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_pairing_messages_pairing_id'), ['pairing_id'], unique=False)

    op.create_table('pairing_notes',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('pairing_id', sa.Integer(), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('at', database.Moment(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['accounts.id'], name=op.f('fk_pairing_notes_author_id_accounts')),
    sa.ForeignKeyConstraint(['pairing_id'], ['pairings.id'], name=op.f('fk_pairing_notes_pairing_id_pairings')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pairing_notes'))
    )
    with op.batch_alter_table('pairing_notes', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_pairing_notes_pairing_id'), ['pairing_id'], unique=False)



def downgrade() -> None:
    """Change them back."""
    with op.batch_alter_table('pairing_notes', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_pairing_notes_pairing_id'))

    op.drop_table('pairing_notes')
    with op.batch_alter_table('pairing_messages', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_pairing_messages_pairing_id'))

    op.drop_table('pairing_messages')
    with op.batch_alter_table('activity_terms', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_activity_terms_code'))

    op.drop_table('activity_terms')
    with op.batch_alter_table('activity_reports', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_activity_reports_activity_id'))

    op.drop_table('activity_reports')
    with op.batch_alter_table('activity_parties', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_activity_parties_organization_id'))
        batch_op.drop_index(batch_op.f('ix_activity_parties_expert_id'))
        batch_op.drop_index('ix_activity_parties_country')
        batch_op.drop_index(batch_op.f('ix_activity_parties_activity_id'))
        batch_op.drop_index(batch_op.f('ix_activity_parties_account_id'))

    op.drop_table('activity_parties')
    with op.batch_alter_table('requirements', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_requirements_need_id'))

    op.drop_table('requirements')
    with op.batch_alter_table('pairings', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_pairings_state'))
        batch_op.drop_index(batch_op.f('ix_pairings_offer_id'))
        batch_op.drop_index(batch_op.f('ix_pairings_need_id'))
        batch_op.drop_index(batch_op.f('ix_pairings_expert_id'))
        batch_op.drop_index(batch_op.f('ix_pairings_answer_by'))

    op.drop_table('pairings')
    with op.batch_alter_table('offer_terms', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_offer_terms_code'))

    op.drop_table('offer_terms')
    with op.batch_alter_table('offer_evidence', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_offer_evidence_offer_id'))

    op.drop_table('offer_evidence')
    with op.batch_alter_table('need_terms', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_need_terms_code'))

    op.drop_table('need_terms')
    op.drop_table('diagnoses')
    with op.batch_alter_table('activities', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_activities_triangular'))
        batch_op.drop_index(batch_op.f('ix_activities_state'))
        batch_op.drop_index(batch_op.f('ix_activities_starts_on'))
        batch_op.drop_index(batch_op.f('ix_activities_south_south'))
        batch_op.drop_index(batch_op.f('ix_activities_need_id'))
        batch_op.drop_index(batch_op.f('ix_activities_kind'))
        batch_op.drop_index(batch_op.f('ix_activities_ends_on'))

    op.drop_table('activities')
    with op.batch_alter_table('tickets', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_tickets_email'))

    op.drop_table('tickets')
    with op.batch_alter_table('offers', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_offers_state'))
        batch_op.drop_index(batch_op.f('ix_offers_published_at'))
        batch_op.drop_index(batch_op.f('ix_offers_organization_id'))
        batch_op.drop_index(batch_op.f('ix_offers_country_code'))

    op.drop_table('offers')
    with op.batch_alter_table('needs', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_needs_state'))
        batch_op.drop_index(batch_op.f('ix_needs_published_at'))
        batch_op.drop_index(batch_op.f('ix_needs_organization_id'))
        batch_op.drop_index(batch_op.f('ix_needs_country_code'))
        batch_op.drop_index(batch_op.f('ix_needs_answer_by'))

    op.drop_table('needs')
    with op.batch_alter_table('missions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_missions_expert_id'))

    op.drop_table('missions')
    with op.batch_alter_table('memberships', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_memberships_organization_id'))
        batch_op.drop_index(batch_op.f('ix_memberships_account_id'))

    op.drop_table('memberships')
    with op.batch_alter_table('expert_terms', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_expert_terms_code'))

    op.drop_table('expert_terms')
    with op.batch_alter_table('conflicts', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_conflicts_organization_id'))
        batch_op.drop_index(batch_op.f('ix_conflicts_expert_id'))

    op.drop_table('conflicts')
    with op.batch_alter_table('sittings', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sittings_account_id'))

    op.drop_table('sittings')
    with op.batch_alter_table('queue_items', schema=None) as batch_op:
        batch_op.drop_index('ix_queue_items_record')
        batch_op.drop_index(batch_op.f('ix_queue_items_due_on'))
        batch_op.drop_index(batch_op.f('ix_queue_items_assignee_id'))

    op.drop_table('queue_items')
    with op.batch_alter_table('organizations', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_organizations_country_code'))

    op.drop_table('organizations')
    with op.batch_alter_table('notices', schema=None) as batch_op:
        batch_op.drop_index('ix_notices_reading')

    op.drop_table('notices')
    op.drop_table('membership_questions')
    with op.batch_alter_table('group_memberships', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_group_memberships_group_code'))
        batch_op.drop_index(batch_op.f('ix_group_memberships_country_code'))

    op.drop_table('group_memberships')
    with op.batch_alter_table('experts', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_experts_state'))
        batch_op.drop_index(batch_op.f('ix_experts_published_at'))
        batch_op.drop_index(batch_op.f('ix_experts_country_code'))

    op.drop_table('experts')
    with op.batch_alter_table('letters', schema=None) as batch_op:
        batch_op.drop_index('ix_letters_due')
        batch_op.drop_index(batch_op.f('ix_letters_created_at'))

    op.drop_table('letters')
    with op.batch_alter_table('journal', schema=None) as batch_op:
        batch_op.drop_index('ix_journal_record')
        batch_op.drop_index(batch_op.f('ix_journal_at'))

    op.drop_table('journal')
    op.drop_table('imports')
    op.drop_table('country_groups')
    with op.batch_alter_table('countries', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_countries_region'))

    op.drop_table('countries')
    op.drop_table('counters')
    with op.batch_alter_table('attempts', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_attempts_key'))

    op.drop_table('attempts')
    op.drop_table('accounts')
