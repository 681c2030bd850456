// red: io.overdub.kernel.platform.KnowsARoomFromInside.account
package io.overdub.kernel.platform;

class KnowsARoomFromInside {
    io.overdub.accounts.AccountId account;
}
