package io.overdub.connections;

/**
 * How a viewer stands to another person. A block counts in both directions, the rest in the viewer's only.
 *
 * @param requested whether they asked to follow, and wait for an answer
 */
public record Standing(boolean following, boolean requested, boolean muted, boolean blocked) {

    public static final Standing STRANGER = new Standing(false, false, false, false);
}
