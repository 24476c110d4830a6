"""the first tables."""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "20261124_01"
down_revision = None
branch_labels = None
depends_on = None


SERVICE = "dondoc_service"
TABLES = (
    "account",
    "api_token",
    "assignment",
    "audit_event",
    "calendar_day",
    "deadline",
    "directive",
    "directive_relation",
    "directive_text",
    "draft",
    "entry_file",
    "file",
    "file_content",
    "membership",
    "outbox_event",
    "progress_entry",
    "provision",
    "reorganisation",
    "sign_in_attempt",
    "sign_in_session",
    "task",
    "unit",
    "unit_alias",
    "unit_link",
    "unit_path",
    "unit_succession",
    "unit_version",
    "used_key",
)
INSERT_ONLY = ("audit_event", "outbox_event")


def upgrade() -> None:
    op.execute("create extension if not exists btree_gist")
    op.execute("create extension if not exists pg_trgm")
    op.execute(
        f"""
        do $$ begin
            if not exists (select from pg_roles where rolname = '{SERVICE}') then
                create role {SERVICE} nologin;
            end if;
            if current_setting('server_version_num')::int >= 160000 then
                if not pg_has_role(current_user, '{SERVICE}', 'set') then
                    execute format('grant {SERVICE} to %I with set true', current_user);
                end if;
            elsif not pg_has_role(current_user, '{SERVICE}', 'member') then
                execute format('grant {SERVICE} to %I', current_user);
            end if;
        end $$
        """
    )
    op.create_table(
        "account",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("username", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("username_key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("password_hash", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("password_changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("blocked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("username_key", name=op.f("uq_account_username_key")),
    )
    op.create_table(
        "calendar_day",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("off", sa.Boolean(), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("document", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_day")),
        sa.UniqueConstraint("on", name=op.f("uq_calendar_day_on")),
    )
    op.create_table(
        "reorganisation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "merger",
                "split",
                "rename",
                "move",
                "dissolution",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("decision", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reorganisation")),
    )
    op.create_table(
        "sign_in_attempt",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("username_key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("address", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_attempt")),
    )
    op.create_index("ix_sign_in_attempt_address_at", "sign_in_attempt", ["address", "at"], unique=False)
    op.create_index("ix_sign_in_attempt_username_key_at", "sign_in_attempt", ["username_key", "at"], unique=False)
    op.create_table(
        "unit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("external", sa.Boolean(), nullable=False),
        sa.Column("asks_approval", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
    )
    op.create_table(
        "api_token",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("acting_unit_id", sa.Uuid(), nullable=True),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column(
            "scope",
            sa.Enum("read", "write", name="scope", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_api_token_account_id")),
        sa.ForeignKeyConstraint(["acting_unit_id"], ["unit.id"], name=op.f("fk_api_token_acting_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_token")),
        sa.UniqueConstraint("digest", name=op.f("uq_api_token_digest")),
    )
    op.create_index(op.f("ix_api_token_account_id"), "api_token", ["account_id"], unique=False)
    op.create_table(
        "audit_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("noun", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("actor_name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("acting_unit_id", sa.Uuid(), nullable=True),
        sa.Column("before", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("after", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("request_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["acting_unit_id"], ["unit.id"], name=op.f("fk_audit_event_acting_unit_id")),
        sa.ForeignKeyConstraint(["actor_id"], ["account.id"], name=op.f("fk_audit_event_actor_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_audit_event_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_event")),
    )
    op.create_index("ix_audit_event_at", "audit_event", ["at"], unique=False)
    op.create_index("ix_audit_event_noun_row_id", "audit_event", ["noun", "row_id"], unique=False)
    op.create_index("ix_audit_event_unit_id_at", "audit_event", ["unit_id", "at"], unique=False)
    op.create_table(
        "file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("media_type", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("size >= 0", name=op.f("ck_file_size")),
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name=op.f("fk_file_created_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file")),
    )
    op.create_table(
        "membership",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "clerk",
                "coordinator",
                "leader",
                "registrar",
                "viewer",
                "auditor",
                "administrator",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("valid", postgresql.DATERANGE(), nullable=False),
        postgresql.ExcludeConstraint(
            (sa.column("account_id"), "="),
            (sa.column("unit_id"), "="),
            (sa.column("role"), "="),
            (sa.column("valid"), "&&"),
            using="gist",
            name="ex_membership_overlap",
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_membership_account_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_membership_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
    )
    op.create_index(op.f("ix_membership_account_id"), "membership", ["account_id"], unique=False)
    op.create_index(op.f("ix_membership_unit_id"), "membership", ["unit_id"], unique=False)
    op.create_table(
        "sign_in_session",
        sa.Column("token_digest", sa.LargeBinary(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("acting_unit_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_sign_in_session_account_id")),
        sa.ForeignKeyConstraint(["acting_unit_id"], ["unit.id"], name=op.f("fk_sign_in_session_acting_unit_id")),
        sa.PrimaryKeyConstraint("token_digest", name=op.f("pk_sign_in_session")),
    )
    op.create_index(op.f("ix_sign_in_session_account_id"), "sign_in_session", ["account_id"], unique=False)
    op.create_table(
        "unit_alias",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("folded", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("scope_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["scope_id"], ["unit.id"], name=op.f("fk_unit_alias_scope_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_alias_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_alias")),
    )
    op.create_index(op.f("ix_unit_alias_unit_id"), "unit_alias", ["unit_id"], unique=False)
    op.create_index(
        "uq_unit_alias",
        "unit_alias",
        ["folded", "unit_id", "scope_id"],
        unique=True,
        postgresql_nulls_not_distinct=True,
    )
    op.create_table(
        "unit_link",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("superior_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("valid", postgresql.DATERANGE(), nullable=False),
        postgresql.ExcludeConstraint(
            (sa.column("superior_id"), "="),
            (sa.column("unit_id"), "="),
            (sa.column("valid"), "&&"),
            using="gist",
            name="ex_unit_link_overlap",
        ),
        sa.ForeignKeyConstraint(["superior_id"], ["unit.id"], name=op.f("fk_unit_link_superior_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_link_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_link")),
    )
    op.create_index(op.f("ix_unit_link_superior_id"), "unit_link", ["superior_id"], unique=False)
    op.create_index(op.f("ix_unit_link_unit_id"), "unit_link", ["unit_id"], unique=False)
    op.create_table(
        "unit_path",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ancestor_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("valid", postgresql.DATERANGE(), nullable=False),
        postgresql.ExcludeConstraint(
            (sa.column("ancestor_id"), "="),
            (sa.column("unit_id"), "="),
            (sa.column("valid"), "&&"),
            using="gist",
            name="ex_unit_path_overlap",
        ),
        sa.ForeignKeyConstraint(["ancestor_id"], ["unit.id"], name=op.f("fk_unit_path_ancestor_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_path_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_path")),
    )
    op.create_index(
        "ix_unit_path_ancestor_id_unit_id",
        "unit_path",
        ["ancestor_id", "unit_id"],
        unique=False,
        postgresql_include=["depth", "valid"],
    )
    op.create_index(
        "ix_unit_path_unit_id",
        "unit_path",
        ["unit_id"],
        unique=False,
        postgresql_include=["ancestor_id", "depth", "valid"],
    )
    op.create_table(
        "unit_succession",
        sa.Column("reorganisation_id", sa.Uuid(), nullable=False),
        sa.Column("predecessor_id", sa.Uuid(), nullable=False),
        sa.Column("successor_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("predecessor_id <> successor_id", name=op.f("ck_unit_succession_itself")),
        sa.ForeignKeyConstraint(["predecessor_id"], ["unit.id"], name=op.f("fk_unit_succession_predecessor_id")),
        sa.ForeignKeyConstraint(
            ["reorganisation_id"], ["reorganisation.id"], name=op.f("fk_unit_succession_reorganisation_id")
        ),
        sa.ForeignKeyConstraint(["successor_id"], ["unit.id"], name=op.f("fk_unit_succession_successor_id")),
        sa.PrimaryKeyConstraint("reorganisation_id", "predecessor_id", "successor_id", name=op.f("pk_unit_succession")),
    )
    op.create_index(op.f("ix_unit_succession_successor_id"), "unit_succession", ["successor_id"], unique=False)
    op.create_table(
        "unit_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("valid", postgresql.DATERANGE(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("short_name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("place_code", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("folded", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("sort_key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        postgresql.ExcludeConstraint(
            (sa.column("code"), "="),
            (sa.column("valid"), "&&"),
            where=sa.text("code IS NOT NULL"),
            using="gist",
            name="ex_unit_version_code",
        ),
        postgresql.ExcludeConstraint(
            (sa.column("unit_id"), "="), (sa.column("valid"), "&&"), using="gist", name="ex_unit_version_overlap"
        ),
        sa.CheckConstraint("NOT isempty(valid)", name=op.f("ck_unit_version_valid")),
        sa.CheckConstraint("parent_id IS DISTINCT FROM unit_id", name=op.f("ck_unit_version_parent")),
        sa.ForeignKeyConstraint(["parent_id"], ["unit.id"], name=op.f("fk_unit_version_parent_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_version_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_version")),
    )
    op.create_index(
        "ix_unit_version_folded",
        "unit_version",
        ["folded"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"folded": "gin_trgm_ops"},
    )
    op.create_index("ix_unit_version_parent_id", "unit_version", ["parent_id"], unique=False)
    op.create_table(
        "used_key",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("headers", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_used_key_account_id")),
        sa.PrimaryKeyConstraint("account_id", "key", name=op.f("pk_used_key")),
    )
    op.create_index("ix_used_key_created_at", "used_key", ["created_at"], unique=False)
    op.create_table(
        "directive",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number_symbol", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("number_key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("number_closed", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "directive",
                "conclusion",
                "resolution",
                "plan",
                "telegram",
                "decision",
                "programme",
                "notice",
                "guidance",
                "letter",
                "note",
                "other",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("issuer", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("issuer_key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("issuer_unit_id", sa.Uuid(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("effective_from", sa.Date(), nullable=True),
        sa.Column("effective_to", sa.Date(), nullable=True),
        sa.Column("subject", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("signer", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("signer_post", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column(
            "urgency",
            sa.Enum(
                "normal",
                "urgent",
                "very_urgent",
                "express",
                name="urgency",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "confidentiality",
            sa.Enum("open", "internal", name="confidentiality", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "reviewing", "following", "ended", name="state", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("registering_unit_id", sa.Uuid(), nullable=False),
        sa.Column("registered_by", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=True),
        sa.Column("search", postgresql.TSVECTOR(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "effective_to IS NULL OR effective_from IS NULL OR effective_to >= effective_from",
            name=op.f("ck_directive_effect"),
        ),
        sa.ForeignKeyConstraint(["file_id"], ["file.id"], name=op.f("fk_directive_file_id")),
        sa.ForeignKeyConstraint(["issuer_unit_id"], ["unit.id"], name=op.f("fk_directive_issuer_unit_id")),
        sa.ForeignKeyConstraint(["registered_by"], ["account.id"], name=op.f("fk_directive_registered_by")),
        sa.ForeignKeyConstraint(["registering_unit_id"], ["unit.id"], name=op.f("fk_directive_registering_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directive")),
    )
    op.create_index(
        "ix_directive_number_closed",
        "directive",
        ["number_closed"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"number_closed": "gin_trgm_ops"},
    )
    op.create_index(op.f("ix_directive_registering_unit_id"), "directive", ["registering_unit_id"], unique=False)
    op.create_index("ix_directive_search", "directive", ["search"], unique=False, postgresql_using="gin")
    op.create_index(
        "uq_directive_number",
        "directive",
        ["number_key", "issuer_key", "issued_on"],
        unique=True,
        postgresql_where=sa.text("number_key <> ''"),
        postgresql_nulls_not_distinct=True,
    )
    op.create_table(
        "file_content",
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["file.id"], name=op.f("fk_file_content_file_id")),
        sa.PrimaryKeyConstraint("file_id", name=op.f("pk_file_content")),
    )
    op.create_table(
        "outbox_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("noun", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("payload", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["audit_event.id"], name=op.f("fk_outbox_event_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_outbox_event_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_event")),
    )
    op.create_index("ix_outbox_event_at", "outbox_event", ["at"], unique=False)
    op.create_table(
        "directive_relation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("from_id", sa.Uuid(), nullable=False),
        sa.Column("to_id", sa.Uuid(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "implements",
                "continues",
                "amends",
                "replaces",
                "cites",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("number_symbol", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("number_key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=True),
        sa.Column("span_end", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["from_id"], ["directive.id"], name=op.f("fk_directive_relation_from_id")),
        sa.ForeignKeyConstraint(["to_id"], ["directive.id"], name=op.f("fk_directive_relation_to_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directive_relation")),
    )
    op.create_index(op.f("ix_directive_relation_from_id"), "directive_relation", ["from_id"], unique=False)
    op.create_index(op.f("ix_directive_relation_number_key"), "directive_relation", ["number_key"], unique=False)
    op.create_index(op.f("ix_directive_relation_to_id"), "directive_relation", ["to_id"], unique=False)
    op.create_table(
        "directive_text",
        sa.Column("directive_id", sa.Uuid(), nullable=False),
        sa.Column("body", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("marks", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("warnings", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("suspects", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("derived_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["directive_id"], ["directive.id"], name=op.f("fk_directive_text_directive_id")),
        sa.PrimaryKeyConstraint("directive_id", name=op.f("pk_directive_text")),
    )
    op.create_table(
        "provision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("directive_id", sa.Uuid(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("label", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["directive_id"], ["directive.id"], name=op.f("fk_provision_directive_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["provision.id"], name=op.f("fk_provision_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provision")),
    )
    op.create_index("ix_provision_directive_id_position", "provision", ["directive_id", "position"], unique=False)
    op.create_table(
        "task",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("directive_id", sa.Uuid(), nullable=True),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=True),
        sa.Column("span_end", sa.Integer(), nullable=True),
        sa.Column("quote", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("detail", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("product", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("indicator", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column(
            "urgency",
            sa.Enum(
                "normal",
                "urgent",
                "very_urgent",
                "express",
                name="urgency",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum("open", "withdrawn", name="state", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("withdrawn_reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("registering_unit_id", sa.Uuid(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("search", postgresql.TSVECTOR(), nullable=False),
        sa.CheckConstraint("span_end > span_start", name=op.f("ck_task_span")),
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name=op.f("fk_task_created_by")),
        sa.ForeignKeyConstraint(["directive_id"], ["directive.id"], name=op.f("fk_task_directive_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["task.id"], name=op.f("fk_task_parent_id")),
        sa.ForeignKeyConstraint(["registering_unit_id"], ["unit.id"], name=op.f("fk_task_registering_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
    )
    op.create_index(op.f("ix_task_directive_id"), "task", ["directive_id"], unique=False)
    op.create_index(op.f("ix_task_parent_id"), "task", ["parent_id"], unique=False)
    op.create_index(op.f("ix_task_registering_unit_id"), "task", ["registering_unit_id"], unique=False)
    op.create_index("ix_task_search", "task", ["search"], unique=False, postgresql_using="gin")
    op.create_table(
        "assignment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "lead", "cooperating", "following", name="role", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "assigned",
                "accepted",
                "in_progress",
                "submitted",
                "approved",
                "completed",
                "returned",
                "recalled",
                "suspended",
                "handed_over",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("assigned_by_unit_id", sa.Uuid(), nullable=False),
        sa.Column("assigned_by", sa.Uuid(), nullable=False),
        sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approval_completes", sa.Boolean(), nullable=False),
        sa.Column("note", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("percent", sa.Numeric(precision=4, scale=1), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("completed_on", sa.Date(), nullable=True),
        sa.Column("closed_reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.CheckConstraint("(state = 'completed') = (completed_on IS NOT NULL)", name=op.f("ck_assignment_completed")),
        sa.CheckConstraint("percent BETWEEN 0 AND 100", name=op.f("ck_assignment_percent")),
        sa.ForeignKeyConstraint(["assigned_by"], ["account.id"], name=op.f("fk_assignment_assigned_by")),
        sa.ForeignKeyConstraint(["assigned_by_unit_id"], ["unit.id"], name=op.f("fk_assignment_assigned_by_unit_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["assignment.id"], name=op.f("fk_assignment_parent_id")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_assignment_task_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_assignment_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
    )
    op.create_index("ix_assignment_assigned_by_unit_id", "assignment", ["assigned_by_unit_id"], unique=False)
    op.create_index("ix_assignment_parent_id", "assignment", ["parent_id"], unique=False)
    op.create_index("ix_assignment_state_due_on", "assignment", ["state", "due_on"], unique=False)
    op.create_index("ix_assignment_task_id", "assignment", ["task_id"], unique=False)
    op.create_index("ix_assignment_unit_id_state_due_on", "assignment", ["unit_id", "state", "due_on"], unique=False)
    op.create_index(
        "uq_assignment_open",
        "assignment",
        ["task_id", "unit_id"],
        unique=True,
        postgresql_where=sa.text("state NOT IN ('returned', 'recalled', 'handed_over')"),
    )
    op.create_table(
        "draft",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("directive_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "pending",
                "accepted",
                "rejected",
                "split",
                "merged",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "source",
            sa.Enum("engine", "person", name="source", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.Column("quote", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("lead", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("cooperating", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column(
            "deadline_kind",
            sa.Enum(
                "date",
                "period",
                "duration",
                "recurring",
                "none",
                name="deadline_kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("deadline_words", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("deadline_rule", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("no_deadline_confirmed", sa.Boolean(), nullable=False),
        sa.Column("product", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("indicator", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("sure", sa.Boolean(), nullable=False),
        sa.Column("reasons", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("missing", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("proposed", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("merged_into_id", sa.Uuid(), nullable=True),
        sa.Column("task_id", sa.Uuid(), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(state = 'accepted') = (task_id IS NOT NULL)", name=op.f("ck_draft_accepted")),
        sa.CheckConstraint("span_end > span_start", name=op.f("ck_draft_span")),
        sa.ForeignKeyConstraint(["decided_by"], ["account.id"], name=op.f("fk_draft_decided_by")),
        sa.ForeignKeyConstraint(["directive_id"], ["directive.id"], name=op.f("fk_draft_directive_id")),
        sa.ForeignKeyConstraint(["merged_into_id"], ["draft.id"], name=op.f("fk_draft_merged_into_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["draft.id"], name=op.f("fk_draft_parent_id")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_draft_task_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
    )
    op.create_index("ix_draft_directive_id_position", "draft", ["directive_id", "position"], unique=False)
    op.create_table(
        "deadline",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("assignment_id", sa.Uuid(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "date",
                "period",
                "duration",
                "recurring",
                "none",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("words", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("first_due_on", sa.Date(), nullable=True),
        sa.Column("rule", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.CheckConstraint("kind <> 'date' OR due_on IS NOT NULL", name=op.f("ck_deadline_date")),
        sa.CheckConstraint("kind <> 'none' OR due_on IS NULL", name=op.f("ck_deadline_none")),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"], name=op.f("fk_deadline_assignment_id")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_deadline_task_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline")),
    )
    op.create_index("uq_deadline_assignment_id", "deadline", ["assignment_id"], unique=True)
    op.create_index(
        "uq_deadline_task_id", "deadline", ["task_id"], unique=True, postgresql_where=sa.text("assignment_id IS NULL")
    )
    op.create_table(
        "progress_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "submitted",
                "approved",
                "returned",
                "superseded",
                "withdrawn",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("percent", sa.Numeric(precision=4, scale=1), nullable=False),
        sa.Column("percent_before", sa.Numeric(precision=4, scale=1), nullable=False),
        sa.Column("state_before", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("note", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("difficulties", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("proposals", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("supersedes_id", sa.Uuid(), nullable=True),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("author_unit_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("return_reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.CheckConstraint("state <> 'returned' OR return_reason <> ''", name=op.f("ck_progress_entry_reason")),
        sa.CheckConstraint("percent BETWEEN 0 AND 100", name=op.f("ck_progress_entry_percent")),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"], name=op.f("fk_progress_entry_assignment_id")),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_progress_entry_author_id")),
        sa.ForeignKeyConstraint(["author_unit_id"], ["unit.id"], name=op.f("fk_progress_entry_author_unit_id")),
        sa.ForeignKeyConstraint(["decided_by"], ["account.id"], name=op.f("fk_progress_entry_decided_by")),
        sa.ForeignKeyConstraint(["supersedes_id"], ["progress_entry.id"], name=op.f("fk_progress_entry_supersedes_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_progress_entry")),
    )
    op.create_index(
        "ix_progress_entry_assignment_id_created_at", "progress_entry", ["assignment_id", "created_at"], unique=False
    )
    op.create_index(op.f("ix_progress_entry_supersedes_id"), "progress_entry", ["supersedes_id"], unique=False)
    op.create_index(
        "ix_progress_entry_waiting",
        "progress_entry",
        ["submitted_at"],
        unique=False,
        postgresql_where=sa.text("state = 'submitted'"),
    )
    op.create_index(
        "uq_progress_entry_waiting",
        "progress_entry",
        ["assignment_id"],
        unique=True,
        postgresql_where=sa.text("state = 'submitted'"),
    )
    op.create_table(
        "entry_file",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["progress_entry.id"], name=op.f("fk_entry_file_entry_id")),
        sa.ForeignKeyConstraint(["file_id"], ["file.id"], name=op.f("fk_entry_file_file_id")),
        sa.PrimaryKeyConstraint("entry_id", "file_id", name=op.f("pk_entry_file")),
        sa.UniqueConstraint("file_id", name=op.f("uq_entry_file_file_id")),
    )
    op.execute(f"grant usage on schema public to {SERVICE}")
    op.execute(f"grant select on alembic_version to {SERVICE}")
    for table in TABLES:
        rights = "select, insert" if table in INSERT_ONLY else "select, insert, update, delete"
        op.execute(f"grant {rights} on {table} to {SERVICE}")


def downgrade() -> None:
    op.drop_table("entry_file")
    op.drop_index(
        "uq_progress_entry_waiting", table_name="progress_entry", postgresql_where=sa.text("state = 'submitted'")
    )
    op.drop_index(
        "ix_progress_entry_waiting", table_name="progress_entry", postgresql_where=sa.text("state = 'submitted'")
    )
    op.drop_index(op.f("ix_progress_entry_supersedes_id"), table_name="progress_entry")
    op.drop_index("ix_progress_entry_assignment_id_created_at", table_name="progress_entry")
    op.drop_table("progress_entry")
    op.drop_index("uq_deadline_task_id", table_name="deadline", postgresql_where=sa.text("assignment_id IS NULL"))
    op.drop_index("uq_deadline_assignment_id", table_name="deadline")
    op.drop_table("deadline")
    op.drop_index("ix_draft_directive_id_position", table_name="draft")
    op.drop_table("draft")
    op.drop_index(
        "uq_assignment_open",
        table_name="assignment",
        postgresql_where=sa.text("state NOT IN ('returned', 'recalled', 'handed_over')"),
    )
    op.drop_index("ix_assignment_unit_id_state_due_on", table_name="assignment")
    op.drop_index("ix_assignment_task_id", table_name="assignment")
    op.drop_index("ix_assignment_state_due_on", table_name="assignment")
    op.drop_index("ix_assignment_parent_id", table_name="assignment")
    op.drop_index("ix_assignment_assigned_by_unit_id", table_name="assignment")
    op.drop_table("assignment")
    op.drop_index("ix_task_search", table_name="task", postgresql_using="gin")
    op.drop_index(op.f("ix_task_registering_unit_id"), table_name="task")
    op.drop_index(op.f("ix_task_parent_id"), table_name="task")
    op.drop_index(op.f("ix_task_directive_id"), table_name="task")
    op.drop_table("task")
    op.drop_index("ix_provision_directive_id_position", table_name="provision")
    op.drop_table("provision")
    op.drop_table("directive_text")
    op.drop_index(op.f("ix_directive_relation_to_id"), table_name="directive_relation")
    op.drop_index(op.f("ix_directive_relation_number_key"), table_name="directive_relation")
    op.drop_index(op.f("ix_directive_relation_from_id"), table_name="directive_relation")
    op.drop_table("directive_relation")
    op.drop_index("ix_outbox_event_at", table_name="outbox_event")
    op.drop_table("outbox_event")
    op.drop_table("file_content")
    op.drop_index(
        "uq_directive_number",
        table_name="directive",
        postgresql_where=sa.text("number_key <> ''"),
        postgresql_nulls_not_distinct=True,
    )
    op.drop_index("ix_directive_search", table_name="directive", postgresql_using="gin")
    op.drop_index(op.f("ix_directive_registering_unit_id"), table_name="directive")
    op.drop_index(
        "ix_directive_number_closed",
        table_name="directive",
        postgresql_using="gin",
        postgresql_ops={"number_closed": "gin_trgm_ops"},
    )
    op.drop_table("directive")
    op.drop_index("ix_used_key_created_at", table_name="used_key")
    op.drop_table("used_key")
    op.drop_index("ix_unit_version_parent_id", table_name="unit_version")
    op.drop_index(
        "ix_unit_version_folded",
        table_name="unit_version",
        postgresql_using="gin",
        postgresql_ops={"folded": "gin_trgm_ops"},
    )
    op.drop_table("unit_version")
    op.drop_index(op.f("ix_unit_succession_successor_id"), table_name="unit_succession")
    op.drop_table("unit_succession")
    op.drop_index("ix_unit_path_unit_id", table_name="unit_path", postgresql_include=["ancestor_id", "depth", "valid"])
    op.drop_index("ix_unit_path_ancestor_id_unit_id", table_name="unit_path", postgresql_include=["depth", "valid"])
    op.drop_table("unit_path")
    op.drop_index(op.f("ix_unit_link_unit_id"), table_name="unit_link")
    op.drop_index(op.f("ix_unit_link_superior_id"), table_name="unit_link")
    op.drop_table("unit_link")
    op.drop_index("uq_unit_alias", table_name="unit_alias", postgresql_nulls_not_distinct=True)
    op.drop_index(op.f("ix_unit_alias_unit_id"), table_name="unit_alias")
    op.drop_table("unit_alias")
    op.drop_index(op.f("ix_sign_in_session_account_id"), table_name="sign_in_session")
    op.drop_table("sign_in_session")
    op.drop_index(op.f("ix_membership_unit_id"), table_name="membership")
    op.drop_index(op.f("ix_membership_account_id"), table_name="membership")
    op.drop_table("membership")
    op.drop_table("file")
    op.drop_index("ix_audit_event_unit_id_at", table_name="audit_event")
    op.drop_index("ix_audit_event_noun_row_id", table_name="audit_event")
    op.drop_index("ix_audit_event_at", table_name="audit_event")
    op.drop_table("audit_event")
    op.drop_index(op.f("ix_api_token_account_id"), table_name="api_token")
    op.drop_table("api_token")
    op.drop_table("unit")
    op.drop_index("ix_sign_in_attempt_username_key_at", table_name="sign_in_attempt")
    op.drop_index("ix_sign_in_attempt_address_at", table_name="sign_in_attempt")
    op.drop_table("sign_in_attempt")
    op.drop_table("reorganisation")
    op.drop_table("calendar_day")
    op.drop_table("account")
