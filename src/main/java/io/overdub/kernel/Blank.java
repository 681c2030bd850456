package io.overdub.kernel;

/** Text of which nothing can be seen. */
public final class Blank {

    private Blank() {}

    /** White space, control and format characters, marks with nothing to stand on, and letters without a shape. */
    public static boolean is(String text) {
        return text.codePoints().noneMatch(Blank::isVisible);
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.UNASSIGNED,
                    Character.SURROGATE,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK -> false;
            default -> !isShapeless(codePoint);
        };
    }

    /** The fillers of Hangul and the empty cell of Braille: Unicode calls them letters and a symbol. */
    private static boolean isShapeless(int codePoint) {
        return switch (codePoint) {
            case 0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0 -> true;
            default -> false;
        };
    }
}
