package io.overdub.feeds;

import io.overdub.accounts.AccountId;
import io.overdub.dubs.Candidate;
import io.overdub.dubs.Candidates;
import io.overdub.dubs.DubId;
import io.overdub.dubs.Like;
import io.overdub.dubs.Use;
import io.overdub.feeds.trends.Vote;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;

/** Makes votes of what people do: liking a dub, and making one of a quote. Nobody votes for what is their own. */
@ApplicationScoped
class Polls {

    private final Candidates candidates;
    private final Electorate electorate;
    private final Rulings rulings;

    Polls(Candidates candidates, Electorate electorate, Rulings rulings) {
        this.candidates = candidates;
        this.electorate = electorate;
        this.rulings = rulings;
    }

    List<Vote> ofLikes(Collection<Like> likes) {
        var dubs = new HashMap<DubId, Candidate>();
        candidates.withIds(likes.stream().map(Like::dub).distinct().toList()).forEach(dub -> dubs.put(dub.id(), dub));
        var voters =
                electorate.among(likes.stream().map(Like::account).distinct().toList());
        var votes = new ArrayList<Vote>();
        for (var like : likes) {
            var dub = dubs.get(like.dub());
            var voter = voters.get(like.account());
            var id = like.dub().value();
            if (dub != null
                    && voter != null
                    && !dub.author().equals(like.account())
                    && !rulings.isFrozen(Subject.DUBS, id, like.at())) {
                votes.add(
                        new Vote(id, like.account().value(), id, voter.network(), voter.weight(like.at()), like.at()));
            }
        }
        return votes;
    }

    List<Vote> ofUses(Collection<Use> uses) {
        var voters = electorate.among(uses.stream().map(Use::author).distinct().toList());
        var votes = new ArrayList<Vote>();
        for (var use : uses) {
            var voter = voters.get(use.author());
            var quote = use.quote().value();
            if (use.counts() && voter != null && !rulings.isFrozen(Subject.QUOTES, quote, use.at())) {
                votes.add(new Vote(
                        quote,
                        use.author().value(),
                        use.dub().value(),
                        voter.network(),
                        voter.weight(use.at()),
                        use.at()));
            }
        }
        return votes;
    }

    /** Those of these people whose votes count no more. */
    List<UUID> gone(Collection<UUID> voters) {
        var there = electorate.among(voters.stream().map(AccountId::new).toList());
        return voters.stream()
                .filter(voter -> !there.containsKey(new AccountId(voter)))
                .toList();
    }
}
