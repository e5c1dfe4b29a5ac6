/** What a new password must be, as its field says. */
export const NEW_PASSWORD_HINT =
  'At least 12 characters. Three random words work well. Passwords known from breaches are refused.'
