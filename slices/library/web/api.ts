import { clientOf } from '../../../platform/web/client.ts'
import { libraryContract } from '../contract.ts'

export const libraryApi = clientOf({ library: libraryContract }).library
