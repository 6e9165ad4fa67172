export interface Customer {
  id: string;
  email: string;
  phoneNumber?: string;
}
