package io.overdub.kernel.platform;

/** A platform variable that cannot be read. Built from its name and a reason, never from its value or from a cause. */
final class BadVariable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadVariable(String variable, String reason) {
        super(variable + " " + reason);
    }

    static String unlessPort(String variable, String text) {
        if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= 65_535) {
            return text;
        }
        throw new BadVariable(variable, "holds no port where one belongs: a number from 1 to 65535");
    }

    /** Never null, unlike the inherited one. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
