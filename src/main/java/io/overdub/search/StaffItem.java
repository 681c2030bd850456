package io.overdub.search;

import io.overdub.accounts.Account;
import io.overdub.dubs.CommentRecord;
import io.overdub.dubs.DubRecord;
import io.overdub.quotes.Quote;
import io.overdub.uploads.UploadRecord;
import org.jspecify.annotations.Nullable;

/** What staff found: one of these, in whatever state it is. */
record StaffItem(
        @Nullable Account account,
        @Nullable Quote quote,
        @Nullable DubRecord dub,
        @Nullable UploadRecord upload,
        @Nullable CommentRecord comment) {

    static StaffItem of(Account account) {
        return new StaffItem(account, null, null, null, null);
    }

    static StaffItem of(Quote quote) {
        return new StaffItem(null, quote, null, null, null);
    }

    static StaffItem of(DubRecord dub) {
        return new StaffItem(null, null, dub, null, null);
    }

    static StaffItem of(UploadRecord upload) {
        return new StaffItem(null, null, null, upload, null);
    }

    static StaffItem of(CommentRecord comment) {
        return new StaffItem(null, null, null, null, comment);
    }
}
