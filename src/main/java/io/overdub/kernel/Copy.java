package io.overdub.kernel;

/** Where a copy of what is kept of somebody is written. */
public interface Copy {

    /**
     * All rows of one name come one after the other.
     *
     * @param name a path such as {@code dubs/comment}
     * @param json one object
     */
    void add(String name, String json);
}
