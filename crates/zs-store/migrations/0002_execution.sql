-- The year after the approval. What is paid, done and scored hangs on an undertaking (执行项): one project of an
-- approved document. It is made when the document is approved, follows each later approval, and never goes away.
-- initial: the budget of the first approval; stated: that of the newest one. lit: the rules by which the lights of
-- its months were found, empty while they are out of date.
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

-- The project as the newest approval has it, its plan and indicators included; apart, so that lists stay short.
CREATE TABLE undertaking_content (
    area TEXT NOT NULL,
    undertaking BIGINT NOT NULL,
    body BYTEA NOT NULL,
    PRIMARY KEY (area, undertaking),
    FOREIGN KEY (area, undertaking) REFERENCES undertaking (area, id)
);

-- What stands at the end of each month: twelve rows from the beginning. The sums are kept by every entry; what was
-- due, how far payments are behind it, and the light are told by those who know the rules.
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

-- The same for the undertakings of one node, those below it left out, with the number of each light.
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

-- A sheet of payments that was brought: entries says how many rows were booked from it.
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

-- Which heading of a unit's sheets means what, as it was last confirmed.
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

-- 指标下达, 调整, 支付: never changed and never deleted; a correction is an entry that reverses another one.
-- number: 文号 or 凭证号. month: whose end is the first to show it (1 for what came before the year).
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
