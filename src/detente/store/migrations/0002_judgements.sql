-- What people decided about events, and tables that make long lists and sums of events quick.

-- No foreign key to the event: coding a document anew takes its events away and, from the same words, brings them back.
CREATE TABLE judgement (
  number         INTEGER PRIMARY KEY,
  id             TEXT NOT NULL UNIQUE,
  event_id       TEXT NOT NULL,
  document_id    TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  decision       TEXT NOT NULL CHECK (decision IN ('accepted', 'rejected', 'corrected')),
  reviewer       TEXT NOT NULL CHECK (reviewer <> ''),
  reason         TEXT,
  correction     TEXT CHECK (correction IS NULL OR json_valid(correction)),
  evidence_start INTEGER NOT NULL,
  evidence_end   INTEGER NOT NULL,
  evidence_quote TEXT NOT NULL,
  made           TEXT NOT NULL,
  undone         TEXT,
  CHECK ((decision = 'corrected') = (correction IS NOT NULL))
);
CREATE INDEX judgement_event ON judgement (event_id, reviewer, made);
CREATE INDEX judgement_document ON judgement (document_id);
CREATE INDEX judgement_made ON judgement (made);

-- The newest judgement of each reviewer on an event that was not undone.
CREATE VIEW standing_judgement AS
SELECT judgement.* FROM judgement
WHERE undone IS NULL AND NOT EXISTS (
  SELECT 1 FROM judgement AS later
  WHERE later.event_id = judgement.event_id AND later.reviewer = judgement.reviewer AND later.undone IS NULL
    AND (later.made, later.number) > (judgement.made, judgement.number));

-- Everything below is made from event, participant and judgement within the transaction that changes these. What many events
-- have in common stands in tables of its own and is named by number, so that a list or count looks through little.

CREATE TABLE listing_kind (
  number    INTEGER PRIMARY KEY,
  type      TEXT NOT NULL,
  status    TEXT NOT NULL,
  contested INTEGER NOT NULL CHECK (contested IN (0, 1)),
  decision  TEXT CHECK (decision IN ('accepted', 'rejected', 'corrected', 'disputed')),
  publisher TEXT
);
CREATE INDEX listing_kind_of ON listing_kind (type, status, contested, decision, publisher);

-- The countries of the two sides, in alphabetical order with spaces between.
CREATE TABLE listing_pair (
  number  INTEGER PRIMARY KEY,
  sources TEXT NOT NULL,
  targets TEXT NOT NULL,
  UNIQUE (sources, targets)
);
CREATE TABLE listing_country (
  country TEXT NOT NULL,
  role    TEXT NOT NULL CHECK (role IN ('source', 'target')),
  pair    INTEGER NOT NULL REFERENCES listing_pair (number) ON DELETE CASCADE,
  PRIMARY KEY (country, role, pair)
) WITHOUT ROWID;
CREATE INDEX listing_country_pair ON listing_country (pair);

CREATE TABLE listing_incident (
  number      INTEGER PRIMARY KEY,
  incident_id TEXT NOT NULL UNIQUE
);

CREATE TABLE listing_actor (
  number   INTEGER PRIMARY KEY,
  actor_id TEXT NOT NULL UNIQUE,
  name     TEXT NOT NULL,
  country  TEXT,
  sector   TEXT
);

-- An event as lists show it, of the newest version of a document: as the machine has it, as people left it, or both.
CREATE TABLE listing (
  number     INTEGER PRIMARY KEY,
  event_id   TEXT NOT NULL REFERENCES event (id) ON DELETE CASCADE,
  document   INTEGER NOT NULL,
  incident   INTEGER NOT NULL,
  kind       INTEGER NOT NULL,
  pair       INTEGER NOT NULL,
  machine    INTEGER NOT NULL CHECK (machine IN (0, 1)),
  judged     INTEGER NOT NULL CHECK (judged IN (0, 1)),
  date_start TEXT,
  date_end   TEXT,
  first_day  TEXT,
  last_day   TEXT,
  intensity  REAL,
  confidence REAL NOT NULL
);
CREATE INDEX listing_event ON listing (event_id);
CREATE INDEX listing_document ON listing (document);
-- Has all that a filter looks at, since incidents are gathered in the order of this index.
CREATE INDEX listing_of_incident ON listing (
  incident, judged, machine, date_start, kind, pair, first_day, last_day, confidence, intensity, document);
CREATE INDEX listing_day ON listing (date_start, event_id, judged, machine);
CREATE INDEX listing_of_kind ON listing (kind, pair, judged, machine);
CREATE INDEX listing_of_pair ON listing (pair, kind, judged, machine);
CREATE INDEX listing_not_machine ON listing (number) WHERE machine = 0;
CREATE INDEX listing_not_judged ON listing (number) WHERE judged = 0;

-- Roles: 1 acts, 2 is acted on, 3 both.
CREATE TABLE listing_side (
  actor  INTEGER NOT NULL,
  number INTEGER NOT NULL REFERENCES listing (number) ON DELETE CASCADE,
  roles  INTEGER NOT NULL CHECK (roles IN (1, 2, 3)),
  PRIMARY KEY (actor, number)
) WITHOUT ROWID;
CREATE INDEX listing_side_number ON listing_side (number);

-- The sentence and the names of the actors, to be searched; the rows are those of `listing`.
CREATE VIRTUAL TABLE listing_words USING fts5 (text, names, tokenize = 'unicode61 remove_diacritics 2');
CREATE TRIGGER listing_words_delete AFTER DELETE ON listing BEGIN
  DELETE FROM listing_words WHERE rowid = OLD.number;
END;

CREATE VIEW listed AS
SELECT
  listing.number, event_id, document.id AS document_id, incident_id, machine, judged, decision,
  date_start, date_end, first_day, last_day, type, status, contested, intensity, confidence,
  listing_kind.publisher, sources AS source_countries, targets AS target_countries
FROM listing
JOIN listing_kind ON listing_kind.number = listing.kind
JOIN listing_pair ON listing_pair.number = listing.pair
JOIN listing_incident ON listing_incident.number = listing.incident
JOIN document ON document.number = listing.document;

-- An act of one dyad and direction as an index counts it: the reports of one incident, scored by the surest.
CREATE TABLE act (
  number         INTEGER PRIMARY KEY,
  incident_id    TEXT NOT NULL,
  machine        INTEGER NOT NULL CHECK (machine IN (0, 1)),
  judged         INTEGER NOT NULL CHECK (judged IN (0, 1)),
  country_a      TEXT NOT NULL,
  country_b      TEXT NOT NULL,
  source_country TEXT NOT NULL,
  target_country TEXT NOT NULL,
  reciprocal     INTEGER NOT NULL CHECK (reciprocal IN (0, 1)),
  event_id       TEXT NOT NULL,
  events         INTEGER NOT NULL,
  own_events     INTEGER NOT NULL,
  own_incident   INTEGER NOT NULL CHECK (own_incident IN (0, 1)),
  date_start     TEXT,
  date_end       TEXT,
  type           TEXT NOT NULL,
  intensity      REAL,
  scale          TEXT,
  not_counted    TEXT CHECK (not_counted IN ('status', 'sector', 'undated')),
  month          INTEGER
);
CREATE INDEX act_incident ON act (incident_id);
CREATE INDEX act_scale ON act (scale);
CREATE INDEX act_dyad ON act (
  country_a, country_b, month, judged, machine, intensity, not_counted, date_start, date_end, own_events, own_incident);
CREATE INDEX act_wide ON act (country_a, country_b) WHERE month IS NULL AND not_counted IS NULL;

CREATE INDEX document_newest ON document (newest, published_start);
CREATE INDEX document_path_of ON document (path, id);
CREATE INDEX skipped_reason ON skipped (reason);
