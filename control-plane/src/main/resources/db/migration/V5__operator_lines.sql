-- What an operator had the agent say is a line of the transcript too, with who ordered it.

ALTER TABLE transcript DROP CONSTRAINT transcript_role_check;
ALTER TABLE transcript
  ADD CONSTRAINT transcript_role_check CHECK (role IN ('caller', 'agent', 'operator'));
ALTER TABLE transcript ADD COLUMN ordered_by text;
