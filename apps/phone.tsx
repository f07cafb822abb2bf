export const phone = 'soon'
