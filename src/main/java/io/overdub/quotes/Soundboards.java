package io.overdub.quotes;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Page;
import org.jspecify.annotations.Nullable;

/**
 * The soundboards, as other rooms show them. This room does not know who blocks whom: the caller asks for the owner of a board and keeps
 * it from whom a block separates from them.
 */
public interface Soundboards {

    /** @throws io.overdub.kernel.Refusal 404 {@code soundboard_not_found}, also when it is somebody else's private one */
    Soundboard show(SoundboardId id, @Nullable AccountId viewer);

    /**
     * The quotes of a board in its order; what is not available any more keeps its place.
     *
     * @throws io.overdub.kernel.Refusal 404 as {@link #show}
     */
    Page<SavedQuote> quotes(SoundboardId id, @Nullable AccountId viewer, @Nullable String cursor, int limit);

    /** The boards of somebody that the viewer may see, the newest first; of nobody, none. */
    Page<Soundboard> of(AccountId owner, @Nullable AccountId viewer, @Nullable String cursor, int limit);
}
