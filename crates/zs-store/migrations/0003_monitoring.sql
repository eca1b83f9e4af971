-- What was reached (实际完成值), never changed and never deleted: of the entries of one row and day the newest counts,
-- and one without value takes back what stood. The row is known by its words, because its place changes with the
-- approved version. state: one of the three states of a goal in words; share: percent of its points.
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

-- A round of monitoring (绩效运行监控) over a branch: what was done from January to the end of a month.
-- profile: whose thresholds count, where not the ones that each document chooses.
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

-- One undertaking in a round. The lights are those of its last change; act_by: until when a warning must be acted on.
-- content: what people wrote; body and hash: the whole sheet as it stood when it was signed.
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

-- 整改: something to be put right, until somebody has verified it. issuer: the node whose people may verify it.
-- source: what it comes from; reference: which one, where that is more than a sheet (the cause of a finding).
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

-- Steps of what goes through a workflow beside documents: subject says what it is.
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
