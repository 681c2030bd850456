package io.overdub.kernel;

import java.util.List;

/**
 * What a table has of people, and what becomes of it when one of them is forgotten.
 *
 * @param table with its schema
 * @param personal the columns by which somebody can be told, or that say something of them
 * @param fate in words; empty when nobody can be told by it
 */
public record Holding(String table, List<String> personal, String fate) {

    /** Rows of theirs go. */
    public static Holding erased(String table, String... personal) {
        return new Holding(table, List.of(personal), "their rows are erased");
    }

    /** The rows stay, and tell nothing of them any more. */
    public static Holding anonymous(String table, String... personal) {
        return new Holding(table, List.of(personal), "the rows stay and are nobody's");
    }

    /** It stays as it is. @param because why, and for how long */
    public static Holding kept(String table, String because, String... personal) {
        return new Holding(table, List.of(personal), "kept: " + because);
    }

    /** Nobody can be told by it. */
    public static Holding impersonal(String table) {
        return new Holding(table, List.of(), "");
    }
}
