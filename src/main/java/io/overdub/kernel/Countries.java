package io.overdub.kernel;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which countries there are: those of ISO 3166-1 that Java brings, so a new one comes with a new JDK, and what phones call Kosovo. */
public final class Countries {

    /** ISO leaves X and a letter to whoever needs it; CLDR, and so every phone, has XK for a country that ISO has no code for. */
    private static final String KOSOVO = "XK";

    private static final Set<String> ALL = Stream.concat(Arrays.stream(Locale.getISOCountries()), Stream.of(KOSOVO))
            .collect(Collectors.toUnmodifiableSet());

    private Countries() {}

    /** @param code two letters, in capitals */
    public static boolean has(String code) {
        return ALL.contains(code);
    }
}
