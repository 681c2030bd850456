package io.overdub.notifications;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a device says of itself, in canonical spelling; audiences are chosen by it.
 *
 * @param language BCP 47
 * @param country ISO 3166-1, capitals; absent when the device does not know
 * @param timeZone of the IANA database
 * @param build the number of the app's build
 * @param tags in lower case, each once
 */
record Traits(String language, @Nullable String country, String timeZone, int build, List<String> tags) {}
