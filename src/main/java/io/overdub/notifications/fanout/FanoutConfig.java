package io.overdub.notifications.fanout;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** How pushes reach many. */
@ConfigMapping(prefix = "notifications.fanout")
interface FanoutConfig {

    /** No default: production says what it uses. */
    Adapter adapter();

    Lambda lambda();

    /** How long a call of the push service usually takes, for estimates. */
    @WithDefault("40")
    int publishMs();

    Prices prices();

    /** In dollars; change them where they are others. */
    interface Prices {

        /** A million pushes through Amazon SNS. */
        @WithDefault("0.50")
        double snsMillion();

        /** A million calls of functions. */
        @WithDefault("0.20")
        double lambdaMillion();

        /** A second of a function with a gigabyte of memory. */
        @WithDefault("0.0000166667")
        double lambdaGigabyteSecond();

        /** A million writes to the ledger. */
        @WithDefault("0.705")
        double ledgerMillion();
    }

    enum Adapter {
        IN_PROCESS,
        LAMBDA
    }

    /** Names, or ARNs, of what is deployed at AWS. */
    interface Lambda {

        /** The function that takes up to 300 pushes. */
        Optional<String> multiplexer();

        /** The function that sends 20. */
        Optional<String> sender();

        /** The table of Amazon DynamoDB that knows what was sent. */
        Optional<String> ledger();

        /** The app's bundle id, where the credentials of the application do not say it (APNs keys). */
        Optional<String> topic();
    }
}
