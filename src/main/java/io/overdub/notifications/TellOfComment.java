package io.overdub.notifications;

import io.overdub.accounts.AccountId;
import io.overdub.dubs.CommentAdded;
import io.overdub.dubs.CommentChanged;
import io.overdub.dubs.Dubs;
import io.overdub.kernel.StableName;
import io.overdub.kernel.Subscriber;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells people of comments: of an answer to theirs, of being named, of what stands under their dub. Each is told once, in this order. */
@Singleton
@StableName("notifications.tell_of_comment")
class TellOfComment implements Subscriber<CommentChanged> {

    private static final List<Kind> KINDS = List.of(Kind.REPLY, Kind.MENTION, Kind.COMMENT);

    private final Herald herald;
    private final Tact tact;
    private final Dubs dubs;

    TellOfComment(Herald herald, Tact tact, Dubs dubs) {
        this.herald = herald;
        this.tact = tact;
        this.dubs = dubs;
    }

    @Override
    public String orderedBy(CommentChanged event) {
        return event.comment().toString();
    }

    @Override
    public void on(CommentChanged event) {
        if (event instanceof CommentAdded added) {
            var concerned = concerned(added);
            var told = dubs.viewersOf(added.dub(), tact.welcoming(added.account(), concerned.keySet()));
            KINDS.forEach(kind -> herald.tell(
                    news(kind, added),
                    told.stream()
                            .filter(person -> concerned.get(person) == kind)
                            .toList()));
        } else {
            KINDS.forEach(kind -> herald.withdraw(news(kind, event)));
        }
    }

    private static Map<AccountId, Kind> concerned(CommentAdded added) {
        var concerned = new LinkedHashMap<AccountId, Kind>();
        if (added.answered() != null) {
            concerned.put(added.answered(), Kind.REPLY);
        }
        added.mentioned().forEach(person -> concerned.putIfAbsent(person, Kind.MENTION));
        concerned.putIfAbsent(added.author(), Kind.COMMENT);
        concerned.remove(added.account());
        return concerned;
    }

    /** In a row with what others say under the same dub. */
    private static News news(Kind kind, CommentChanged event) {
        return new News(
                kind, event.account(), event.comment().value(), event.dub().value());
    }
}
