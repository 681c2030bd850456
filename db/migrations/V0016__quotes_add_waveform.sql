-- Of the sound as it is delivered: its integrated loudness in LUFS, and 200 peaks, a byte each.
alter table quotes.quote
    add column loudness_lufs double precision,
    add column peaks         bytea check (length(peaks) = 200);
