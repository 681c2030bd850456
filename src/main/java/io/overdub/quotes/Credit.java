package io.overdub.quotes;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whose sound it is and why it may be used.
 *
 * @param attribution the credit line that goes with every use
 * @param licence its name, such as {@code CC-BY-4.0}; empty when nobody said
 * @param source where the sound comes from, for people
 */
record Credit(String attribution, String licence, String source, String author, Rights rights) {

    static final int LONGEST_ATTRIBUTION = 200;
    static final int LONGEST_LICENCE = 100;
    static final int LONGEST_SOURCE = 500;
    static final int LONGEST_AUTHOR = 200;
    static final int LONGEST_RIGHTS = 20;

    /** Nothing said yet: what a history begins with. */
    static Map<String, String> nothing() {
        return Map.of("attribution", "", "licence", "", "source", "", "author", "", "rights", "");
    }

    /** By the names on the wire, in the order in which people read them. */
    Map<String, String> fields() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("attribution", attribution);
        fields.put("licence", licence);
        fields.put("source", source);
        fields.put("author", author);
        fields.put("rights", rights.stored());
        return fields;
    }
}
