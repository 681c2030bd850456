package io.overdub.kernel;

import java.util.List;

/**
 * What a table has of people, what becomes of it when one of them is forgotten, and what they get a copy of.
 *
 * @param table with its schema
 * @param personal the columns by which somebody can be told, or that say something of them
 * @param fate in words; empty when nobody can be told by it
 * @param theirs the condition under which a row is somebody's to have a copy of, with one parameter for whom; empty: they get none of
 *     this table
 * @param secret columns that are in no copy
 */
public record Holding(String table, List<String> personal, String fate, String theirs, List<String> secret) {

    private Holding(String table, List<String> personal, String fate) {
        this(table, personal, fate, "", List.of());
    }

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

    /** The rows whose column names them are theirs. */
    public Holding ownedBy(String column) {
        return new Holding(table, personal, fate, column + " = ?", secret);
    }

    /** The rows that belong to rows of another table whose column names them. */
    public Holding ownedThrough(String column, String parent, String owner) {
        return new Holding(
                table,
                personal,
                fate,
                "%s in (select id from %s where %s = ?)".formatted(column, parent, owner),
                secret);
    }

    public Holding without(String... columns) {
        return new Holding(table, personal, fate, theirs, List.of(columns));
    }
}
