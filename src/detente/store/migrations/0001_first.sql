-- Documents and the events read out of them. docs/store.md says what every column means.

CREATE TABLE run (
  id       INTEGER PRIMARY KEY,
  command  TEXT NOT NULL,
  code     TEXT NOT NULL,
  models   TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(models)),
  tables   TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(tables)),
  started  TEXT NOT NULL,
  finished TEXT
);

CREATE TABLE document (
  number               INTEGER PRIMARY KEY,
  id                   TEXT NOT NULL UNIQUE,
  path                 TEXT NOT NULL,
  title                TEXT,
  url                  TEXT,
  publisher            TEXT,
  editor               TEXT,
  author               TEXT,
  published_start      TEXT,
  published_end        TEXT,
  published_precision  TEXT NOT NULL CHECK (published_precision IN ('day', 'month', 'year', 'range', 'unknown')),
  published_text       TEXT,
  published_span_start INTEGER,
  published_span_end   INTEGER,
  published_span_quote TEXT,
  published_earliest   TEXT,
  published_latest     TEXT,
  published_basis      TEXT,
  language             TEXT,
  language_basis       TEXT,
  media_type           TEXT NOT NULL,
  encoding             TEXT,
  metadata             TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(metadata)),
  newest               INTEGER NOT NULL DEFAULT 1 CHECK (newest IN (0, 1)),
  replaces             TEXT REFERENCES document (id) ON DELETE SET NULL,
  unspaced             INTEGER NOT NULL DEFAULT 0 CHECK (unspaced IN (0, 1)),
  read_run             INTEGER REFERENCES run (id) ON DELETE SET NULL,
  coded_run            INTEGER REFERENCES run (id) ON DELETE SET NULL,
  text                 TEXT NOT NULL
);
CREATE INDEX document_url ON document (url);
CREATE INDEX document_publisher ON document (publisher);
CREATE INDEX document_replaces ON document (replaces);

CREATE TABLE document_path (
  document_id TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  path        TEXT NOT NULL,
  first_run   INTEGER REFERENCES run (id) ON DELETE SET NULL,
  last_run    INTEGER REFERENCES run (id) ON DELETE SET NULL,
  PRIMARY KEY (document_id, path)
);
CREATE INDEX document_path_path ON document_path (path);

CREATE TABLE document_raw (
  document_id TEXT PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
  raw         TEXT NOT NULL,
  offsets     TEXT NOT NULL CHECK (json_valid(offsets))
);

CREATE TABLE removed (
  document_id TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  position    INTEGER NOT NULL,
  raw_start   INTEGER NOT NULL,
  raw_end     INTEGER NOT NULL,
  reason      TEXT NOT NULL,
  text        TEXT NOT NULL,
  PRIMARY KEY (document_id, position)
);

CREATE TABLE copy_group (
  id         INTEGER PRIMARY KEY,
  kind       TEXT NOT NULL,
  similarity REAL NOT NULL
);

CREATE TABLE copy_group_member (
  group_id    INTEGER NOT NULL REFERENCES copy_group (id) ON DELETE CASCADE,
  document_id TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  position    INTEGER NOT NULL,
  PRIMARY KEY (group_id, document_id)
);
CREATE INDEX copy_group_member_document ON copy_group_member (document_id);

CREATE TABLE event (
  id              TEXT PRIMARY KEY,
  document_id     TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  position        INTEGER NOT NULL,
  run_id          INTEGER REFERENCES run (id) ON DELETE SET NULL,
  path            TEXT NOT NULL,
  date_start      TEXT,
  date_end        TEXT,
  date_precision  TEXT NOT NULL CHECK (date_precision IN ('day', 'month', 'year', 'range', 'unknown')),
  date_text       TEXT,
  date_span_start INTEGER,
  date_span_end   INTEGER,
  date_span_quote TEXT,
  date_earliest   TEXT,
  date_latest     TEXT,
  type            TEXT NOT NULL,
  mode            TEXT,
  cameo           TEXT CHECK (typeof(cameo) IN ('text', 'null')),
  intensity       REAL,
  scale           TEXT,
  status          TEXT NOT NULL
                  CHECK (status IN ('happened', 'ongoing', 'planned', 'threatened', 'denied', 'hypothetical')),
  contested       INTEGER NOT NULL CHECK (contested IN (0, 1)),
  evidence_start  INTEGER NOT NULL,
  evidence_end    INTEGER NOT NULL,
  evidence_quote  TEXT NOT NULL,
  trigger_start   INTEGER NOT NULL,
  trigger_end     INTEGER NOT NULL,
  trigger_quote   TEXT NOT NULL,
  incident_id     TEXT NOT NULL,
  confidence      REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1)
);
CREATE INDEX event_document ON event (document_id, position);
CREATE INDEX event_date ON event (date_start, date_end);
CREATE INDEX event_incident ON event (incident_id);

CREATE TABLE event_context (
  event_id TEXT NOT NULL REFERENCES event (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  context  TEXT NOT NULL,
  PRIMARY KEY (event_id, position)
);

CREATE TABLE participant (
  event_id      TEXT NOT NULL REFERENCES event (id) ON DELETE CASCADE,
  role          TEXT NOT NULL CHECK (role IN ('source', 'target')),
  position      INTEGER NOT NULL,
  actor_id      TEXT NOT NULL,
  name          TEXT NOT NULL,
  country       TEXT,
  sector        TEXT,
  mention_start INTEGER NOT NULL,
  mention_end   INTEGER NOT NULL,
  mention_quote TEXT NOT NULL,
  PRIMARY KEY (event_id, role, position)
);
CREATE INDEX participant_country ON participant (country, role);

CREATE TABLE attribution (
  event_id   TEXT NOT NULL REFERENCES event (id) ON DELETE CASCADE,
  position   INTEGER NOT NULL,
  name       TEXT NOT NULL,
  kind       TEXT NOT NULL,
  country    TEXT,
  span_start INTEGER NOT NULL,
  span_end   INTEGER NOT NULL,
  span_quote TEXT NOT NULL,
  PRIMARY KEY (event_id, position)
);

CREATE TABLE skipped (
  id          INTEGER PRIMARY KEY,
  run_id      INTEGER REFERENCES run (id) ON DELETE CASCADE,
  document_id TEXT REFERENCES document (id) ON DELETE CASCADE,
  place       TEXT NOT NULL,
  reason      TEXT NOT NULL,
  remedy      TEXT
);
CREATE INDEX skipped_place ON skipped (place);
CREATE INDEX skipped_document ON skipped (document_id);

-- A version that goes away leaves a chain without a gap and with a newest member.
CREATE TRIGGER document_relink BEFORE DELETE ON document BEGIN
  UPDATE document SET replaces = OLD.replaces WHERE replaces = OLD.id;
  UPDATE document SET newest = 1 WHERE id = OLD.replaces AND OLD.newest = 1;
END;

-- Copies are at least two documents.
CREATE TRIGGER copy_group_dissolve AFTER DELETE ON copy_group_member BEGIN
  DELETE FROM copy_group WHERE id = OLD.group_id
    AND (SELECT count(*) FROM copy_group_member WHERE group_id = OLD.group_id) < 2;
END;

-- Words of scripts with spaces; runs of three characters of scripts without. Both point at the text, neither copies it.
CREATE VIRTUAL TABLE document_words USING fts5 (
  title, text, content = 'document', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIEW document_unspaced AS SELECT number, title, text FROM document WHERE unspaced = 1;
CREATE VIRTUAL TABLE document_trigrams USING fts5 (
  title, text, content = 'document_unspaced', content_rowid = 'number', tokenize = 'trigram'
);

CREATE TRIGGER document_search_insert AFTER INSERT ON document BEGIN
  INSERT INTO document_words (rowid, title, text) VALUES (NEW.number, NEW.title, NEW.text);
  INSERT INTO document_trigrams (rowid, title, text) SELECT NEW.number, NEW.title, NEW.text WHERE NEW.unspaced = 1;
END;
CREATE TRIGGER document_search_delete AFTER DELETE ON document BEGIN
  INSERT INTO document_words (document_words, rowid, title, text)
    VALUES ('delete', OLD.number, OLD.title, OLD.text);
  INSERT INTO document_trigrams (document_trigrams, rowid, title, text)
    SELECT 'delete', OLD.number, OLD.title, OLD.text WHERE OLD.unspaced = 1;
END;
CREATE TRIGGER document_search_update AFTER UPDATE OF number, title, text, unspaced ON document BEGIN
  INSERT INTO document_words (document_words, rowid, title, text)
    VALUES ('delete', OLD.number, OLD.title, OLD.text);
  INSERT INTO document_trigrams (document_trigrams, rowid, title, text)
    SELECT 'delete', OLD.number, OLD.title, OLD.text WHERE OLD.unspaced = 1;
  INSERT INTO document_words (rowid, title, text) VALUES (NEW.number, NEW.title, NEW.text);
  INSERT INTO document_trigrams (rowid, title, text) SELECT NEW.number, NEW.title, NEW.text WHERE NEW.unspaced = 1;
END;

-- One row for each source country and target country of an event; a country that is not known is NULL.
CREATE VIEW event_flat AS
SELECT
  event.id AS event_id, event.incident_id, event.document_id,
  event.date_start, event.date_end, event.date_precision, event.date_earliest, event.date_latest,
  s.country AS source_country,
  (SELECT group_concat(name, '; ') FROM (
    SELECT * FROM participant AS p
    WHERE p.event_id = event.id AND p.role = 'source' AND p.country IS s.country ORDER BY position)) AS source_names,
  (SELECT group_concat(DISTINCT sector) FROM (
    SELECT * FROM participant AS p
    WHERE p.event_id = event.id AND p.role = 'source' AND p.country IS s.country ORDER BY position)) AS source_sectors,
  t.country AS target_country,
  (SELECT group_concat(name, '; ') FROM (
    SELECT * FROM participant AS p
    WHERE p.event_id = event.id AND p.role = 'target' AND p.country IS t.country ORDER BY position)) AS target_names,
  (SELECT group_concat(DISTINCT sector) FROM (
    SELECT * FROM participant AS p
    WHERE p.event_id = event.id AND p.role = 'target' AND p.country IS t.country ORDER BY position)) AS target_sectors,
  event.type, event.mode,
  (SELECT group_concat(context, '; ') FROM (
    SELECT context FROM event_context WHERE event_id = event.id ORDER BY position)) AS contexts,
  event.cameo, event.intensity, event.scale, event.status, event.contested,
  (SELECT group_concat(name, ' < ') FROM (
    SELECT name FROM attribution WHERE event_id = event.id ORDER BY position)) AS attributed_to,
  event.evidence_quote, event.trigger_quote, event.confidence,
  document.publisher, document.published_start, document.language, document.title, document.url, document.path,
  document.newest AS document_newest
FROM event
JOIN document ON document.id = event.document_id
-- Of several participants of one country only the first makes a row.
LEFT JOIN participant AS s ON s.event_id = event.id AND s.role = 'source' AND NOT EXISTS (
  SELECT 1 FROM participant AS p
  WHERE p.event_id = s.event_id AND p.role = 'source' AND p.country IS s.country AND p.position < s.position)
LEFT JOIN participant AS t ON t.event_id = event.id AND t.role = 'target' AND NOT EXISTS (
  SELECT 1 FROM participant AS p
  WHERE p.event_id = t.event_id AND p.role = 'target' AND p.country IS t.country AND p.position < t.position);

-- One row for each incident, over the newest versions of its documents.
CREATE VIEW incident AS
SELECT
  event.incident_id AS id,
  min(event.date_start) AS date_start, max(event.date_end) AS date_end,
  group_concat(DISTINCT event.type) AS types,
  count(*) AS events,
  count(DISTINCT event.document_id) AS documents,
  count(DISTINCT document.publisher) AS publishers
FROM event JOIN document ON document.id = event.document_id
WHERE document.newest = 1
GROUP BY event.incident_id;

-- One row for each document without its long text, with what came of it.
CREATE VIEW document_summary AS
SELECT
  document.id, document.path, document.title, document.publisher, document.url, document.language,
  document.published_start, document.published_end, document.published_precision, document.published_basis,
  document.media_type, document.newest, document.replaces,
  length(document.text) AS characters,
  document.coded_run IS NOT NULL AS coded,
  (SELECT count(*) FROM event WHERE event.document_id = document.id) AS events,
  (SELECT count(*) FROM document_path WHERE document_path.document_id = document.id) AS paths
FROM document;

-- What was skipped and has not been read, coded or skipped anew since.
CREATE VIEW skipped_current AS
SELECT skipped.* FROM skipped
WHERE NOT EXISTS (
    SELECT 1 FROM skipped AS later WHERE later.place = skipped.place AND later.id > skipped.id
      AND later.document_id IS skipped.document_id)
  AND NOT EXISTS (
    SELECT 1 FROM document_path WHERE document_path.path = skipped.place AND skipped.document_id IS NULL
      AND document_path.last_run > skipped.run_id)
  AND NOT EXISTS (
    SELECT 1 FROM document WHERE document.id = skipped.document_id AND document.coded_run > skipped.run_id);

PRAGMA application_id = 1685352052;
