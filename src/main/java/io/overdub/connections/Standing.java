package io.overdub.connections;

/** How a viewer stands to another person. A block counts in both directions, a mute in the viewer's only. */
public record Standing(boolean following, boolean muted, boolean blocked) {

    public static final Standing STRANGER = new Standing(false, false, false);
}
