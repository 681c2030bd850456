-- Words, and beside them how popular their documents are, in steps: so what very many documents have is looked for among the popular ones.
-- Where there are very many already, make this index by hand before the release, with "create index concurrently": then nobody waits here.
create index if not exists document_found on search.document
    using gin (words, (array[generation * 128 + least(popularity, 511) / 4])) with (fastupdate = off);

-- The other finds words, too.
drop index if exists search.document_words;
