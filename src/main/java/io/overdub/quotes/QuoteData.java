package io.overdub.quotes;

import io.overdub.kernel.Departed;
import io.overdub.kernel.Forgotten;
import io.overdub.kernel.Holding;
import io.overdub.kernel.PersonalData;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Quotes that others dubbed, or that staff brought, are the catalogue's: they stay, with their credit, and are nobody's. The others go with
 * their sounds.
 */
@Singleton
class QuoteData implements PersonalData {

    private static final int BATCH = 500;
    private static final int QUOTES = 20;

    private final ForgetRepository rows;
    private final Bequest bequest;

    QuoteData(ForgetRepository rows, Bequest bequest) {
        this.rows = rows;
        this.bequest = bequest;
    }

    @Override
    public String room() {
        return "quotes";
    }

    @Override
    public int floor() {
        return 4;
    }

    @Override
    public List<Holding> holdings() {
        return List.of(
                Holding.anonymous("quotes.quote", "uploader_id", "reviewed_by")
                        .ownedBy("uploader_id")
                        .without("reviewed_by", "peaks"),
                Holding.anonymous("quotes.import", "editor_id"),
                Holding.impersonal("quotes.import_row"),
                Holding.anonymous("quotes.credit_change", "changed_by"),
                Holding.impersonal("quotes.usage"),
                Holding.impersonal("quotes.usage_change"),
                Holding.impersonal("quotes.category"),
                Holding.erased("quotes.favourite", "account_id").ownedBy("account_id"),
                Holding.erased("quotes.soundboard", "owner_id").ownedBy("owner_id"),
                Holding.impersonal("quotes.soundboard_item")
                        .ownedThrough("soundboard_id", "quotes.soundboard", "owner_id"),
                Holding.impersonal("quotes.change"),
                Holding.impersonal("quotes.change_horizon"),
                Holding.impersonal("quotes.snapshot"),
                Holding.impersonal("quotes.snapshot_file"));
    }

    @Override
    public Forgotten forget(Departed person) {
        var id = person.account();
        return Forgotten.of("favourites", () -> rows.favourites(id, BATCH))
                .or("soundboards", () -> rows.soundboards(id, BATCH))
                .or("quotes", () -> bequest.settle(id, QUOTES))
                .or("work of an editor", () -> rows.disown(id, BATCH));
    }
}
