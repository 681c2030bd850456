package io.overdub.dubs;

import static java.util.Objects.requireNonNull;

import io.overdub.accounts.Account;
import io.overdub.accounts.AccountId;
import io.overdub.accounts.Accounts;
import io.overdub.connections.Connections;
import io.overdub.connections.Standing;
import io.overdub.kernel.BrokenRows;
import io.overdub.kernel.Page;
import io.overdub.kernel.Pages;
import io.overdub.kernel.Stretch;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Shows comments: rows, who wrote them and whom they name in bulk, and the rules of who may see them. Of people whom a block separates
 * from the viewer, or whom the viewer mutes, there are none.
 */
@ApplicationScoped
class CommentShelf {

    /** Where a list is that has shown nothing but what is pinned: all ids are less. */
    private static final UUID BEFORE_THE_NEWEST = new UUID(-1, -1);

    private final CommentRepository comments;
    private final DubShelf dubs;
    private final Accounts accounts;
    private final Connections connections;
    private final Pages pages;
    private final BrokenRows brokenRows;

    CommentShelf(
            CommentRepository comments,
            DubShelf dubs,
            Accounts accounts,
            Connections connections,
            Pages pages,
            BrokenRows brokenRows) {
        this.comments = comments;
        this.dubs = dubs;
        this.accounts = accounts;
        this.connections = connections;
        this.pages = pages;
        this.brokenRows = brokenRows;
    }

    /** The first comments of threads: the pinned one, then the newest. */
    Page<Comment> of(DubId id, @Nullable AccountId viewer, @Nullable String cursor, int limit) {
        var dub = dubs.see(viewer, id).dub();
        return pages.fill(
                "dubs/comments/" + id + "/" + viewer,
                cursor,
                limit,
                (before, some) -> threads(dub, viewer, before, some),
                rows -> show(viewer, dub, rows));
    }

    private Stretch<CommentRow> threads(DubRow dub, @Nullable AccountId viewer, @Nullable UUID before, int limit) {
        var pinned = before == null ? pinned(dub, viewer) : List.<CommentRow>of();
        if (pinned.size() == limit) {
            return new Stretch<>(pinned, BEFORE_THE_NEWEST, false);
        }
        var others = comments.threads(dub, viewer, before, limit - pinned.size());
        var rows = new ArrayList<>(pinned);
        rows.addAll(others.rows());
        return new Stretch<>(rows, others.end() == null ? BEFORE_THE_NEWEST : others.end(), others.last());
    }

    private List<CommentRow> pinned(DubRow dub, @Nullable AccountId viewer) {
        var pinned = dub.pinned();
        return pinned == null ? List.of() : comments.withThread(new CommentId(pinned), dub, viewer);
    }

    /** The oldest first. */
    Page<Comment> repliesTo(
            CommentId thread, DubId id, @Nullable AccountId viewer, @Nullable String cursor, int limit) {
        var dub = dubs.see(viewer, id).dub();
        require(thread, dub, viewer);
        return pages.fill(
                "dubs/replies/" + thread + "/" + viewer,
                cursor,
                limit,
                (after, some) -> comments.replies(thread, dub, viewer, after, some),
                rows -> show(viewer, dub, rows));
    }

    /** A comment that the viewer is shown, like the whole thread in which it stands. */
    CommentRow require(CommentId id, DubRow dub, @Nullable AccountId viewer) {
        var rows = comments.withThread(id, dub, viewer);
        var shown = show(viewer, dub, rows).stream().map(Comment::id).toList();
        return rows.stream()
                .filter(row -> row.id().equals(id.value()) && shown.contains(id))
                .filter(row -> row.thread() == null || shown.contains(row.thread()))
                .findFirst()
                .orElseThrow(CommentNotFound::new);
    }

    /** As whoever wrote it sees it right then: the graph of people is not asked. */
    Comment own(AccountId author, CommentId id, DubId dub) {
        var rows = comments.find(id, dub, author).stream().toList();
        var mentions = mentionsIn(rows);
        return hydrate(rows, mentions, accounts.find(peopleIn(rows, mentions)), null).stream()
                .findFirst()
                .orElseThrow(CommentNotFound::new);
    }

    private List<Comment> show(@Nullable AccountId viewer, DubRow dub, List<CommentRow> rows) {
        var mentions = mentionsIn(rows);
        var people = peopleIn(rows, mentions);
        if (viewer != null && !people.isEmpty()) {
            var standings = connections.standings(viewer, people);
            people.removeIf(person -> isUnwelcome(standings.getOrDefault(person, Standing.STRANGER)));
        }
        return hydrate(rows, mentions, accounts.find(people), dub.pinned());
    }

    private static boolean isUnwelcome(Standing standing) {
        return standing.blocked() || standing.muted();
    }

    private Map<UUID, List<Mention>> mentionsIn(List<CommentRow> rows) {
        return rows.isEmpty()
                ? Map.of()
                : comments.mentions(rows.stream().map(CommentRow::id).toList());
    }

    private static Set<AccountId> peopleIn(List<CommentRow> rows, Map<UUID, List<Mention>> mentions) {
        var people = new HashSet<AccountId>();
        rows.forEach(row -> people.add(row.author()));
        mentions.values().forEach(some -> some.forEach(mention -> people.add(mention.accountId())));
        return people;
    }

    /** Without those of people who are not among these; their names in what others write are plain text. */
    private List<Comment> hydrate(
            List<CommentRow> rows,
            Map<UUID, List<Mention>> mentions,
            Map<AccountId, Account> people,
            @Nullable UUID pinned) {
        var shown =
                rows.stream().filter(row -> people.containsKey(row.author())).toList();
        return brokenRows.sift(
                CommentRow.TABLE,
                shown,
                CommentRow::id,
                row -> new Comment(
                        new CommentId(row.id()),
                        row.thread(),
                        row.replyTo(),
                        requireNonNull(people.get(row.author())),
                        row.text(),
                        mentions.getOrDefault(row.id(), List.of()).stream()
                                .filter(mention -> people.containsKey(mention.accountId()))
                                .toList(),
                        row.likes(),
                        row.liked(),
                        row.replies(),
                        row.id().equals(pinned),
                        row.hidden(),
                        row.createdAt()));
    }
}
