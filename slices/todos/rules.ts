/** A list that is due within so many days is work for today. */
export const soonDays = 14

/** The three administrators: with no more accounts than these nobody can work yet. */
export const firstAccounts = 3
