package io.overdub.kernel.platform;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Percent encoding as in addresses, where a plus is a plus; Java's own codecs are made for forms. */
final class PercentEncoding {

    private PercentEncoding() {}

    static String decode(String variable, String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            // Its message quotes the text, which may be a password.
            throw new BadVariable(
                    variable, "holds a % that is not followed by two hexadecimal digits: write it as %25");
        }
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
