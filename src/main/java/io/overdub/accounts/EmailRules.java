package io.overdub.accounts;

import java.util.Locale;
import java.util.regex.Pattern;

/** What an e-mail address may be: the everyday part of RFC 5321. It is kept in lower case, as every large provider treats it. */
final class EmailRules {

    private static final int LONGEST = 254;

    private static final Pattern SHAPE =
            Pattern.compile("(?=.{1,64}@)[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])");

    private EmailRules() {}

    static String read(String typed, Faults faults) {
        var address = normalised(typed);
        if (address.length() > LONGEST || !SHAPE.matcher(address).matches()) {
            faults.add("email", "is not an e-mail address");
        }
        return address;
    }

    static String normalised(String typed) {
        return typed.strip().toLowerCase(Locale.ROOT);
    }

    /** The part before the @, or the whole text of what is no address. */
    static String nameIn(String address) {
        var at = address.indexOf('@');
        return at < 0 ? address : address.substring(0, at);
    }
}
