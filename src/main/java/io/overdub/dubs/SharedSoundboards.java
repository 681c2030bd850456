package io.overdub.dubs;

import io.overdub.accounts.AccountId;
import io.overdub.accounts.Accounts;
import io.overdub.connections.Connections;
import io.overdub.connections.Standing;
import io.overdub.kernel.Page;
import io.overdub.quotes.SavedQuote;
import io.overdub.quotes.Soundboard;
import io.overdub.quotes.SoundboardId;
import io.overdub.quotes.Soundboards;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows soundboards here, and not where they are kept, because this is the lowest room that also knows who blocks whom. */
@ApplicationScoped
class SharedSoundboards {

    private final Soundboards soundboards;
    private final Accounts accounts;
    private final Connections connections;

    SharedSoundboards(Soundboards soundboards, Accounts accounts, Connections connections) {
        this.soundboards = soundboards;
        this.accounts = accounts;
        this.connections = connections;
    }

    Soundboard show(SoundboardId id, @Nullable AccountId viewer) {
        var board = soundboards.show(id, viewer);
        if (isHidden(board.ownerId(), viewer)) {
            throw new SoundboardHidden();
        }
        return board;
    }

    Page<SavedQuote> quotes(SoundboardId id, @Nullable AccountId viewer, @Nullable String cursor, int limit) {
        show(id, viewer);
        return soundboards.quotes(id, viewer, cursor, limit);
    }

    Page<Soundboard> of(AccountId owner, @Nullable AccountId viewer, @Nullable String cursor, int limit) {
        if (isHidden(owner, viewer)) {
            throw new AuthorNotFound();
        }
        return soundboards.of(owner, viewer, cursor, limit);
    }

    private boolean isHidden(AccountId owner, @Nullable AccountId viewer) {
        if (accounts.find(List.of(owner)).isEmpty()) {
            return true;
        }
        return viewer != null
                && connections
                        .standings(viewer, List.of(owner))
                        .getOrDefault(owner, Standing.STRANGER)
                        .blocked();
    }
}
