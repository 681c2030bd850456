// red: io.overdub.kernel.KnowsARoom.account
package io.overdub.kernel;

class KnowsARoom {
    io.overdub.accounts.AccountId account;
}
