-- All tables and indexes, printed from the migrations; change those, not this page.

CREATE TABLE migration (
    number BIGINT NOT NULL,
    name TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (number)
);

CREATE TABLE area (
    area TEXT NOT NULL,
    parent TEXT,
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (area)
);

CREATE TABLE catalog_edition (
    name TEXT NOT NULL,
    edition TEXT NOT NULL,
    hash TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    PRIMARY KEY (name, edition)
);

CREATE TABLE area_head (
    area TEXT NOT NULL,
    next_id BIGINT NOT NULL,
    audit_seq BIGINT NOT NULL,
    audit_hash TEXT NOT NULL,
    PRIMARY KEY (area),
    FOREIGN KEY (area) REFERENCES area (area)
);

CREATE TABLE node (
    area TEXT NOT NULL,
    id BIGINT NOT NULL,
    parent BIGINT,
    kind TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    path TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    retired_at BIGINT,
    PRIMARY KEY (area, id),
    UNIQUE (area, code),
    FOREIGN KEY (area) REFERENCES area (area),
    FOREIGN KEY (area, parent) REFERENCES node (area, id)
);

CREATE INDEX node_path ON node (area, path);

CREATE TABLE account (
    area TEXT NOT NULL,
    id BIGINT NOT NULL,
    login TEXT NOT NULL,
    name TEXT NOT NULL,
    node BIGINT NOT NULL,
    password TEXT NOT NULL,
    password_at BIGINT NOT NULL,
    failures BIGINT NOT NULL,
    locked_until BIGINT,
    disabled_at BIGINT,
    last_login_at BIGINT,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (area, id),
    UNIQUE (area, login),
    FOREIGN KEY (area, node) REFERENCES node (area, id)
);

CREATE TABLE role_grant (
    area TEXT NOT NULL,
    account BIGINT NOT NULL,
    node BIGINT NOT NULL,
    role TEXT NOT NULL,
    granted_by BIGINT,
    granted_at BIGINT NOT NULL,
    PRIMARY KEY (area, account, node, role),
    FOREIGN KEY (area, account) REFERENCES account (area, id),
    FOREIGN KEY (area, node) REFERENCES node (area, id)
);

CREATE INDEX role_grant_node ON role_grant (area, node, role);

CREATE TABLE session (
    area TEXT NOT NULL,
    token TEXT NOT NULL,
    account BIGINT NOT NULL,
    csrf TEXT NOT NULL,
    origin TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    idle_until BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (area, token),
    FOREIGN KEY (area, account) REFERENCES account (area, id)
);

CREATE INDEX session_account ON session (area, account);

CREATE TABLE api_key (
    area TEXT NOT NULL,
    id BIGINT NOT NULL,
    token TEXT NOT NULL,
    name TEXT NOT NULL,
    account BIGINT NOT NULL,
    scopes TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    revoked_at BIGINT,
    used_at BIGINT,
    PRIMARY KEY (area, id),
    UNIQUE (area, token),
    FOREIGN KEY (area, account) REFERENCES account (area, id)
);

CREATE TABLE fiscal_year (
    area TEXT NOT NULL,
    year BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    closed_at BIGINT,
    PRIMARY KEY (area, year),
    FOREIGN KEY (area) REFERENCES area (area)
);

CREATE TABLE calendar_point (
    area TEXT NOT NULL,
    id BIGINT NOT NULL,
    year BIGINT NOT NULL,
    kind TEXT NOT NULL,
    opens_on TEXT,
    due_on TEXT NOT NULL,
    note TEXT,
    PRIMARY KEY (area, id),
    UNIQUE (area, year, kind, due_on),
    FOREIGN KEY (area, year) REFERENCES fiscal_year (area, year)
);

CREATE TABLE setting (
    area TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    updated_by BIGINT,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (area, name),
    FOREIGN KEY (area) REFERENCES area (area),
    FOREIGN KEY (area, updated_by) REFERENCES account (area, id)
);

CREATE TABLE document (
    area TEXT NOT NULL,
    id BIGINT NOT NULL,
    node BIGINT NOT NULL,
    path TEXT NOT NULL,
    year BIGINT NOT NULL,
    form TEXT NOT NULL,
    title TEXT,
    department TEXT,
    state TEXT NOT NULL,
    version BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    approved_version BIGINT,
    published_version BIGINT,
    projects BIGINT NOT NULL,
    indicators BIGINT NOT NULL,
    budget BIGINT NOT NULL,
    errors BIGINT NOT NULL,
    warnings BIGINT NOT NULL,
    infos BIGINT NOT NULL,
    created_by BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_by BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (area, id),
    FOREIGN KEY (area, node) REFERENCES node (area, id),
    FOREIGN KEY (area, year) REFERENCES fiscal_year (area, year),
    FOREIGN KEY (area, created_by) REFERENCES account (area, id),
    FOREIGN KEY (area, updated_by) REFERENCES account (area, id)
);

CREATE INDEX document_path ON document (area, year, path, id, state, projects, budget);

CREATE INDEX document_state ON document (area, year, state, path, projects, budget);

CREATE INDEX document_updated ON document (area, year, updated_at, id);

CREATE TABLE version (
    area TEXT NOT NULL,
    document BIGINT NOT NULL,
    version BIGINT NOT NULL,
    hash TEXT NOT NULL,
    size BIGINT NOT NULL,
    form TEXT NOT NULL,
    title TEXT,
    department TEXT,
    projects BIGINT NOT NULL,
    indicators BIGINT NOT NULL,
    budget BIGINT NOT NULL,
    origin TEXT NOT NULL,
    reason TEXT,
    created_by BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    body BYTEA NOT NULL,
    PRIMARY KEY (area, document, version),
    FOREIGN KEY (area, document) REFERENCES document (area, id),
    FOREIGN KEY (area, created_by) REFERENCES account (area, id)
);

CREATE TABLE seal (
    area TEXT NOT NULL,
    document BIGINT NOT NULL,
    version BIGINT NOT NULL,
    kind TEXT NOT NULL,
    hash TEXT NOT NULL,
    actor BIGINT NOT NULL,
    sealed_at BIGINT NOT NULL,
    PRIMARY KEY (area, document, version, kind),
    FOREIGN KEY (area, document, version) REFERENCES version (area, document, version),
    FOREIGN KEY (area, actor) REFERENCES account (area, id)
);

CREATE TABLE project (
    area TEXT NOT NULL,
    id BIGINT NOT NULL,
    document BIGINT NOT NULL,
    ordinal BIGINT NOT NULL,
    path TEXT NOT NULL,
    year BIGINT NOT NULL,
    state TEXT NOT NULL,
    code TEXT,
    name TEXT,
    unit_code TEXT,
    unit_name TEXT,
    budget BIGINT NOT NULL,
    fiscal BIGINT NOT NULL,
    other BIGINT NOT NULL,
    indicators BIGINT NOT NULL,
    hash TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    body BYTEA NOT NULL,
    PRIMARY KEY (area, id),
    FOREIGN KEY (area, document) REFERENCES document (area, id)
);

CREATE INDEX project_document ON project (area, document, ordinal);

CREATE INDEX project_path ON project (area, year, path, id);

CREATE INDEX project_state ON project (area, year, state, path, id);

CREATE INDEX project_budget ON project (area, year, budget, id);

CREATE INDEX project_code ON project (area, code);

CREATE TABLE indicator (
    area TEXT NOT NULL,
    project BIGINT NOT NULL,
    ordinal BIGINT NOT NULL,
    level1 TEXT,
    level2 TEXT,
    level3 TEXT,
    description TEXT,
    target TEXT,
    basis TEXT,
    PRIMARY KEY (area, project, ordinal),
    FOREIGN KEY (area, project) REFERENCES project (area, id)
) WITHOUT ROWID;

CREATE TABLE project_gram (
    area TEXT NOT NULL,
    gram TEXT NOT NULL,
    project BIGINT NOT NULL,
    PRIMARY KEY (area, gram, project)
) WITHOUT ROWID;

CREATE TABLE gram_count (
    area TEXT NOT NULL,
    gram TEXT NOT NULL,
    projects BIGINT NOT NULL,
    PRIMARY KEY (area, gram)
) WITHOUT ROWID;

CREATE TABLE finding (
    area TEXT NOT NULL,
    document BIGINT NOT NULL,
    version BIGINT NOT NULL,
    ordinal BIGINT NOT NULL,
    rule TEXT NOT NULL,
    code TEXT NOT NULL,
    severity TEXT NOT NULL,
    cause TEXT NOT NULL,
    scope TEXT NOT NULL,
    project BIGINT,
    indicator BIGINT,
    field TEXT NOT NULL,
    text TEXT NOT NULL,
    args TEXT NOT NULL,
    PRIMARY KEY (area, document, version, ordinal),
    FOREIGN KEY (area, document, version) REFERENCES version (area, document, version)
) WITHOUT ROWID;

CREATE TABLE waiver (
    area TEXT NOT NULL,
    id BIGINT NOT NULL,
    document BIGINT NOT NULL,
    rule TEXT NOT NULL,
    scope TEXT NOT NULL,
    reason TEXT NOT NULL,
    approver BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    revoked_at BIGINT,
    PRIMARY KEY (area, id),
    FOREIGN KEY (area, document) REFERENCES document (area, id),
    FOREIGN KEY (area, approver) REFERENCES account (area, id)
);

CREATE INDEX waiver_document ON waiver (area, document, id);

CREATE TABLE acknowledgement (
    area TEXT NOT NULL,
    document BIGINT NOT NULL,
    version BIGINT NOT NULL,
    cause TEXT NOT NULL,
    rule TEXT NOT NULL,
    places TEXT NOT NULL,
    reason TEXT,
    actor BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (area, document, version, cause),
    FOREIGN KEY (area, document, version) REFERENCES version (area, document, version),
    FOREIGN KEY (area, actor) REFERENCES account (area, id)
);

CREATE TABLE workflow_event (
    area TEXT NOT NULL,
    id BIGINT NOT NULL,
    document BIGINT NOT NULL,
    version BIGINT NOT NULL,
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    action TEXT NOT NULL,
    reason TEXT,
    actor BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (area, id),
    FOREIGN KEY (area, document) REFERENCES document (area, id),
    FOREIGN KEY (area, actor) REFERENCES account (area, id)
);

CREATE INDEX workflow_event_document ON workflow_event (area, document, id);

CREATE TABLE comment (
    area TEXT NOT NULL,
    id BIGINT NOT NULL,
    document BIGINT NOT NULL,
    version BIGINT NOT NULL,
    thread BIGINT NOT NULL,
    project BIGINT,
    indicator BIGINT,
    field TEXT NOT NULL,
    body TEXT NOT NULL,
    author BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    resolved_by BIGINT,
    resolved_at BIGINT,
    PRIMARY KEY (area, id),
    FOREIGN KEY (area, document) REFERENCES document (area, id),
    FOREIGN KEY (area, thread) REFERENCES comment (area, id),
    FOREIGN KEY (area, author) REFERENCES account (area, id),
    FOREIGN KEY (area, resolved_by) REFERENCES account (area, id)
);

CREATE INDEX comment_document ON comment (area, document, id);

CREATE TABLE comment_seen (
    area TEXT NOT NULL,
    account BIGINT NOT NULL,
    document BIGINT NOT NULL,
    seen BIGINT NOT NULL,
    PRIMARY KEY (area, account, document),
    FOREIGN KEY (area, account) REFERENCES account (area, id),
    FOREIGN KEY (area, document) REFERENCES document (area, id)
);

CREATE TABLE blob (
    area TEXT NOT NULL,
    hash TEXT NOT NULL,
    size BIGINT NOT NULL,
    body BYTEA,
    PRIMARY KEY (area, hash),
    FOREIGN KEY (area) REFERENCES area (area)
);

CREATE TABLE attachment (
    area TEXT NOT NULL,
    id BIGINT NOT NULL,
    document BIGINT,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    hash TEXT NOT NULL,
    size BIGINT NOT NULL,
    uploaded_by BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (area, id),
    FOREIGN KEY (area, document) REFERENCES document (area, id),
    FOREIGN KEY (area, hash) REFERENCES blob (area, hash),
    FOREIGN KEY (area, uploaded_by) REFERENCES account (area, id)
);

CREATE INDEX attachment_document ON attachment (area, document, id);

CREATE INDEX attachment_hash ON attachment (area, hash);

CREATE TABLE idempotency (
    area TEXT NOT NULL,
    account BIGINT NOT NULL,
    name TEXT NOT NULL,
    request TEXT NOT NULL,
    status BIGINT NOT NULL,
    response BYTEA NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (area, account, name),
    FOREIGN KEY (area, account) REFERENCES account (area, id)
);

CREATE TABLE job (
    area TEXT NOT NULL,
    id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    max_attempts BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    worker TEXT,
    done BIGINT NOT NULL,
    total BIGINT NOT NULL,
    result TEXT,
    error TEXT,
    created_by BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (area, id),
    FOREIGN KEY (area, created_by) REFERENCES account (area, id)
);

CREATE INDEX job_due ON job (area, state, due_at);

CREATE INDEX job_creator ON job (area, created_by, id);

CREATE TABLE audit (
    area TEXT NOT NULL,
    seq BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    object TEXT NOT NULL,
    object_id TEXT NOT NULL,
    before_digest TEXT,
    after_digest TEXT,
    detail TEXT NOT NULL,
    origin TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (area, seq),
    FOREIGN KEY (area) REFERENCES area (area)
);

CREATE INDEX audit_actor ON audit (area, actor, seq);

CREATE INDEX audit_action ON audit (area, action, seq);

CREATE INDEX audit_object ON audit (area, object, object_id, seq);

CREATE INDEX audit_created ON audit (area, created_at, seq);

CREATE TABLE undertaking (
    area TEXT NOT NULL,
    id BIGINT NOT NULL,
    node BIGINT NOT NULL,
    path TEXT NOT NULL,
    year BIGINT NOT NULL,
    document BIGINT NOT NULL,
    version BIGINT NOT NULL,
    ordinal BIGINT NOT NULL,
    project BIGINT NOT NULL,
    code TEXT,
    name TEXT,
    unit_code TEXT,
    unit_name TEXT,
    initial BIGINT NOT NULL,
    stated BIGINT NOT NULL,
    lit TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    dropped_at BIGINT,
    PRIMARY KEY (area, id),
    FOREIGN KEY (area, node) REFERENCES node (area, id),
    FOREIGN KEY (area, document, version) REFERENCES version (area, document, version)
);

CREATE INDEX undertaking_path ON undertaking (area, year, path, id);

CREATE INDEX undertaking_document ON undertaking (area, document, ordinal);

CREATE INDEX undertaking_code ON undertaking (area, year, code);

CREATE INDEX undertaking_lit ON undertaking (area, year, lit);

CREATE TABLE undertaking_content (
    area TEXT NOT NULL,
    undertaking BIGINT NOT NULL,
    body BYTEA NOT NULL,
    PRIMARY KEY (area, undertaking),
    FOREIGN KEY (area, undertaking) REFERENCES undertaking (area, id)
);

CREATE TABLE undertaking_month (
    area TEXT NOT NULL,
    undertaking BIGINT NOT NULL,
    month BIGINT NOT NULL,
    year BIGINT NOT NULL,
    path TEXT NOT NULL,
    allocated BIGINT NOT NULL,
    adjusted BIGINT NOT NULL,
    paid BIGINT NOT NULL,
    due BIGINT NOT NULL,
    behind BIGINT NOT NULL,
    light TEXT NOT NULL,
    PRIMARY KEY (area, undertaking, month),
    FOREIGN KEY (area, undertaking) REFERENCES undertaking (area, id)
) WITHOUT ROWID;

CREATE INDEX undertaking_month_light
    ON undertaking_month (area, year, month, light, behind, undertaking, path);

CREATE TABLE node_month (
    area TEXT NOT NULL,
    year BIGINT NOT NULL,
    node BIGINT NOT NULL,
    month BIGINT NOT NULL,
    red BIGINT NOT NULL,
    yellow BIGINT NOT NULL,
    green BIGINT NOT NULL,
    blue BIGINT NOT NULL,
    grey BIGINT NOT NULL,
    allocated BIGINT NOT NULL,
    adjusted BIGINT NOT NULL,
    paid BIGINT NOT NULL,
    due BIGINT NOT NULL,
    PRIMARY KEY (area, year, node, month),
    FOREIGN KEY (area, node) REFERENCES node (area, id)
) WITHOUT ROWID;

CREATE TABLE payment_file (
    area TEXT NOT NULL,
    id BIGINT NOT NULL,
    node BIGINT NOT NULL,
    year BIGINT NOT NULL,
    attachment BIGINT NOT NULL,
    name TEXT NOT NULL,
    state TEXT NOT NULL,
    entries BIGINT NOT NULL,
    created_by BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    booked_at BIGINT,
    PRIMARY KEY (area, id),
    FOREIGN KEY (area, node) REFERENCES node (area, id),
    FOREIGN KEY (area, attachment) REFERENCES attachment (area, id),
    FOREIGN KEY (area, created_by) REFERENCES account (area, id)
);

CREATE TABLE payment_mapping (
    area TEXT NOT NULL,
    node BIGINT NOT NULL,
    mapping TEXT NOT NULL,
    updated_by BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (area, node),
    FOREIGN KEY (area, node) REFERENCES node (area, id),
    FOREIGN KEY (area, updated_by) REFERENCES account (area, id)
);

CREATE TABLE money_entry (
    area TEXT NOT NULL,
    id BIGINT NOT NULL,
    undertaking BIGINT NOT NULL,
    kind TEXT NOT NULL,
    day TEXT NOT NULL,
    month BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    number TEXT,
    source TEXT,
    payee TEXT,
    economic_class TEXT,
    reason TEXT,
    accepted TEXT,
    attachment BIGINT,
    file BIGINT,
    reverses BIGINT,
    created_by BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (area, id),
    FOREIGN KEY (area, undertaking) REFERENCES undertaking (area, id),
    FOREIGN KEY (area, attachment) REFERENCES attachment (area, id),
    FOREIGN KEY (area, file) REFERENCES payment_file (area, id),
    FOREIGN KEY (area, reverses) REFERENCES money_entry (area, id),
    FOREIGN KEY (area, created_by) REFERENCES account (area, id)
);

CREATE INDEX money_entry_day ON money_entry (area, undertaking, day, id);

CREATE INDEX money_entry_number ON money_entry (area, number, amount);

CREATE INDEX money_entry_reverses ON money_entry (area, reverses) WHERE reverses IS NOT NULL;

CREATE INDEX money_entry_file ON money_entry (area, file) WHERE file IS NOT NULL;

CREATE TABLE actual_value (
    area TEXT NOT NULL,
    id BIGINT NOT NULL,
    undertaking BIGINT NOT NULL,
    version BIGINT NOT NULL,
    level3 TEXT,
    description TEXT,
    day TEXT NOT NULL,
    value TEXT,
    state TEXT,
    share TEXT,
    source TEXT NOT NULL,
    evidence TEXT,
    attachment BIGINT,
    created_by BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (area, id),
    FOREIGN KEY (area, undertaking) REFERENCES undertaking (area, id),
    FOREIGN KEY (area, attachment) REFERENCES attachment (area, id),
    FOREIGN KEY (area, created_by) REFERENCES account (area, id)
);

CREATE INDEX actual_value_undertaking ON actual_value (area, undertaking, id);

CREATE TABLE monitoring_round (
    area TEXT NOT NULL,
    id BIGINT NOT NULL,
    node BIGINT NOT NULL,
    year BIGINT NOT NULL,
    month BIGINT NOT NULL,
    due_on TEXT NOT NULL,
    profile TEXT,
    note TEXT,
    opened_by BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    PRIMARY KEY (area, id),
    UNIQUE (area, node, year, month),
    FOREIGN KEY (area, node) REFERENCES node (area, id),
    FOREIGN KEY (area, year) REFERENCES fiscal_year (area, year),
    FOREIGN KEY (area, opened_by) REFERENCES account (area, id)
);

CREATE INDEX monitoring_round_year ON monitoring_round (area, year, month, id);

CREATE TABLE monitoring_sheet (
    area TEXT NOT NULL,
    id BIGINT NOT NULL,
    round BIGINT NOT NULL,
    undertaking BIGINT NOT NULL,
    month BIGINT NOT NULL,
    state TEXT NOT NULL,
    revision BIGINT NOT NULL,
    light TEXT NOT NULL,
    money_light TEXT NOT NULL,
    goal_light TEXT NOT NULL,
    act_by TEXT,
    created_at BIGINT NOT NULL,
    updated_by BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    signed_by BIGINT,
    signed_at BIGINT,
    hash TEXT,
    content TEXT,
    body BYTEA,
    PRIMARY KEY (area, id),
    UNIQUE (area, undertaking, month),
    FOREIGN KEY (area, round) REFERENCES monitoring_round (area, id),
    FOREIGN KEY (area, undertaking) REFERENCES undertaking (area, id),
    FOREIGN KEY (area, updated_by) REFERENCES account (area, id),
    FOREIGN KEY (area, signed_by) REFERENCES account (area, id)
);

CREATE INDEX monitoring_sheet_round ON monitoring_sheet (area, round, id);

CREATE INDEX monitoring_sheet_state ON monitoring_sheet (area, state, id);

CREATE TABLE rectification (
    area TEXT NOT NULL,
    id BIGINT NOT NULL,
    year BIGINT NOT NULL,
    document BIGINT NOT NULL,
    undertaking BIGINT,
    sheet BIGINT,
    source TEXT NOT NULL,
    reference TEXT,
    issuer BIGINT NOT NULL,
    requirement TEXT NOT NULL,
    due_on TEXT NOT NULL,
    state TEXT NOT NULL,
    revision BIGINT NOT NULL,
    result TEXT,
    issued_by BIGINT NOT NULL,
    issued_at BIGINT NOT NULL,
    updated_by BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (area, id),
    FOREIGN KEY (area, year) REFERENCES fiscal_year (area, year),
    FOREIGN KEY (area, document) REFERENCES document (area, id),
    FOREIGN KEY (area, undertaking) REFERENCES undertaking (area, id),
    FOREIGN KEY (area, sheet) REFERENCES monitoring_sheet (area, id),
    FOREIGN KEY (area, issuer) REFERENCES node (area, id),
    FOREIGN KEY (area, issued_by) REFERENCES account (area, id),
    FOREIGN KEY (area, updated_by) REFERENCES account (area, id)
);

CREATE INDEX rectification_year ON rectification (area, year, due_on, id);

CREATE INDEX rectification_document ON rectification (area, document, id);

CREATE TABLE rectification_file (
    area TEXT NOT NULL,
    rectification BIGINT NOT NULL,
    attachment BIGINT NOT NULL,
    PRIMARY KEY (area, rectification, attachment),
    FOREIGN KEY (area, rectification) REFERENCES rectification (area, id),
    FOREIGN KEY (area, attachment) REFERENCES attachment (area, id)
);

CREATE TABLE step_event (
    area TEXT NOT NULL,
    id BIGINT NOT NULL,
    subject TEXT NOT NULL,
    subject_id BIGINT NOT NULL,
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    action TEXT NOT NULL,
    reason TEXT,
    actor BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (area, id),
    FOREIGN KEY (area, actor) REFERENCES account (area, id)
);

CREATE INDEX step_event_subject ON step_event (area, subject, subject_id, id);

CREATE TABLE self_evaluation (
    area TEXT NOT NULL,
    id BIGINT NOT NULL,
    node BIGINT NOT NULL,
    undertaking BIGINT,
    year BIGINT NOT NULL,
    state TEXT NOT NULL,
    revision BIGINT NOT NULL,
    profile TEXT,
    scheme TEXT,
    own_total TEXT,
    own_grade TEXT,
    department_total TEXT,
    department_grade TEXT,
    finance_total TEXT,
    finance_grade TEXT,
    created_at BIGINT NOT NULL,
    updated_by BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    closed_by BIGINT,
    closed_at BIGINT,
    hash TEXT,
    content TEXT,
    basis TEXT,
    department_changes TEXT,
    finance_changes TEXT,
    body BYTEA,
    PRIMARY KEY (area, id),
    UNIQUE (area, undertaking),
    FOREIGN KEY (area, node) REFERENCES node (area, id),
    FOREIGN KEY (area, undertaking) REFERENCES undertaking (area, id),
    FOREIGN KEY (area, year) REFERENCES fiscal_year (area, year),
    FOREIGN KEY (area, updated_by) REFERENCES account (area, id),
    FOREIGN KEY (area, closed_by) REFERENCES account (area, id)
);

CREATE UNIQUE INDEX self_evaluation_department ON self_evaluation (area, node, year) WHERE undertaking IS NULL;

CREATE INDEX self_evaluation_year ON self_evaluation (area, year, id);

CREATE INDEX self_evaluation_state ON self_evaluation (area, state, id);

CREATE TABLE result_proposal (
    area TEXT NOT NULL,
    id BIGINT NOT NULL,
    evaluation BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    action TEXT,
    rectify BIGINT NOT NULL,
    reasons TEXT NOT NULL,
    proposed_at BIGINT NOT NULL,
    decision TEXT,
    decision_reason TEXT,
    decided_by BIGINT,
    decided_at BIGINT,
    PRIMARY KEY (area, id),
    UNIQUE (area, evaluation),
    FOREIGN KEY (area, evaluation) REFERENCES self_evaluation (area, id),
    FOREIGN KEY (area, decided_by) REFERENCES account (area, id)
);
