-- 绩效自评: of an undertaking, or (undertaking is null) of a whole department (部门整体支出绩效自评). profile, scheme: chosen
-- by hand, where not the ones that place and year choose. content: what people wrote; basis: what the score is computed
-- from, kept when it is submitted; *_changes: points that a reviewer gave instead. Scores are decimal texts: what was
-- claimed, and what stood after the department's and after finance's review. body, hash: the whole as it was closed.
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

-- 结果应用: what becomes of an undertaking next year, as it was proposed when its self-evaluation was closed (action:
-- first, keep, cut, cancel, or nothing; rectify: 1 where something must be put right first; reasons: JSON), and what
-- finance decided.
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
