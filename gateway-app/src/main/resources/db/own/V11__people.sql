-- A party is known by the card it was given first; cards that were here before this column stand by their numbers.
ALTER TABLE card ADD COLUMN kept_at timestamptz NOT NULL DEFAULT now();
DROP INDEX card_of_party;
CREATE INDEX card_of_party ON card (party, kept_at, number);

-- Who a party was said to be before a registrar corrected it here: the oldest of them opens the commitment on the ledger.
CREATE TABLE former_person (
    party text,
    corrected_at timestamptz DEFAULT now(),
    staff text COLLATE "C" NOT NULL,          -- who corrected it
    name text NOT NULL,
    mobile text NOT NULL,
    identity text NOT NULL,
    PRIMARY KEY (party, corrected_at)
);
