-- What people want more of, less of, or none of. Of 'everything' there is one thing to say: that nothing from before then counts.
create table feeds.feedback (
    id         uuid primary key,
    account_id uuid        not null,
    about      text        not null check (about in ('quotes', 'authors', 'tags', 'everything')),
    subject    text        not null check (char_length(subject) <= 50),
    opinion    text        not null check (opinion in ('more', 'less', 'hide', 'forget')),
    given_at   timestamptz not null,
    unique (account_id, about, subject),
    check ((about = 'everything') = (opinion = 'forget'))
);

create index feedback_by_account on feeds.feedback (account_id, id);
