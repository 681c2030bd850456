package io.overdub.accounts;

/** The roles, for {@code @RolesAllowed}. Everyone who has signed in is a {@link #USER}; an {@link #ADMIN} may do all that staff may. */
public final class Roles {

    public static final String USER = "user";
    public static final String EDITOR = "editor";
    public static final String MODERATOR = "moderator";
    public static final String ANALYST = "analyst";
    public static final String ADMIN = "admin";

    private Roles() {}
}
