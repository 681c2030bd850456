package io.overdub.connections;

/** How a viewer stands to another person. A block counts in both directions. */
public record Standing(boolean following, boolean blocked) {

    public static final Standing STRANGER = new Standing(false, false);
}
