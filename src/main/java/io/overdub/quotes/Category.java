package io.overdub.quotes;

/**
 * A shelf of the catalogue; quotes name it by its key.
 *
 * @param position shelves are shown in ascending order of it
 */
record Category(String key, String name, int position) {

    static final int LONGEST_KEY = 30;
    static final int LONGEST_NAME = 40;
    static final String KEY = "[a-z0-9]+(-[a-z0-9]+)*";
}
