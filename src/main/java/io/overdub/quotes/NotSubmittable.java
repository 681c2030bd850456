package io.overdub.quotes;

import io.overdub.kernel.Refusal;
import java.util.ArrayList;
import java.util.List;

/** What keeps people from bringing a quote of their own. */
final class NotSubmittable extends Refusal {

    private NotSubmittable(Kind kind, String code, String detail) {
        super(kind, code, detail);
    }

    private NotSubmittable(String code, String detail, List<Fault> faults) {
        super(Kind.INVALID, code, detail, faults);
    }

    static NotSubmittable byGuests() {
        return new NotSubmittable(Kind.FORBIDDEN, "sign_up_required", "Sign up to bring quotes of your own");
    }

    static NotSubmittable tooMany(int most) {
        return new NotSubmittable(
                Kind.CONFLICT, "too_many_pending", "At most " + most + " of your quotes may wait for review at a time");
    }

    /** @param credit what they said, which is not enough */
    static NotSubmittable undeclared(Credit credit) {
        var faults = new ArrayList<Fault>();
        if (credit.licence().isBlank()) {
            faults.add(new Fault("licence", "says under what the sound may be used"));
        }
        if (credit.rights() != Rights.DECLARED) {
            faults.add(new Fault("rights", "must be declared"));
        }
        return new NotSubmittable("rights_not_declared", "Declare that the sound may be used, and why", faults);
    }
}
